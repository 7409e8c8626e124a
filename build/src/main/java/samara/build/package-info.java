/// Builds functions and layers into `.aws-sam/build`, one builder a toolchain. Start at [samara.build.SamBuild].
///
/// - Python (`python3.*`): `pip install -r requirements.txt` by the interpreter of the runtime's version, else by the
///   nearest one with a warning.
/// - Node.js (`nodejs*`): `npm ci` where a lock file lies beside `package.json`, else `npm install`, without
/// development
///   dependencies; without dependencies the source alone.
///
/// Dependencies are content-addressed by manifest and toolchain and shared by all functions that have the same;
/// functions of
/// the same code and runtime are built once. A build whose sources have not changed does nothing. Other toolchains and
/// `BuildMethod`s are refused by name.
@NullMarked
package samara.build;

import org.jspecify.annotations.NullMarked;
