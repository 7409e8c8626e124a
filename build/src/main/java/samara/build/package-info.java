/// Builds functions and layers into `.aws-sam/build`, one builder a toolchain. Start at [samara.build.SamBuild].
///
/// - Python (`python3.*`, `python-uv`): pip, or uv, for `requirements.txt`; without one, `pyproject.toml`, exported by
///   uv or Poetry where it is locked. The interpreter that runs the function installs.
/// - Node.js (`nodejs*`): `npm ci` where a lock file lies beside `package.json`, else `npm install`, without
///   development dependencies; packages named by `file:` come along.
/// - esbuild (`BuildMethod: esbuild`): its `BuildProperties` become esbuild's options.
/// - Ruby (`ruby*`): Bundler, into `vendor/bundle`; gems of `vendor/cache` if that is there.
/// - Java (`java*`) with Maven or Gradle (the wrapper first): classes and `lib`; layers are `java/lib`.
/// - Go (`go1.x`, also as a `BuildMethod`): one static program.
/// - Rust (`BuildMethod: rust-cargolambda`): cargo-lambda where it is installed, else cargo.
/// - Makefiles (`BuildMethod: makefile`, and `provided*`): the target `build-LOGICALID`.
///
/// Dependencies are content-addressed by manifest and toolchain and shared by all functions that have the same;
/// functions of the same code and runtime are built once. A build whose sources have not changed does nothing, which
/// is seen by the sizes and times of files, else by their contents. Other toolchains and `BuildMethod`s are refused by
/// name.
///
/// Deviations from `sam build`: it is cached and parallel unless told otherwise; Maven's `package` runs, not `install`;
/// `CGO_ENABLED` is 0 where the caller sets nothing; a custom runtime's folder with a `bootstrap` and no makefile is
/// taken as it is.
@NullMarked
package samara.build;

import org.jspecify.annotations.NullMarked;
