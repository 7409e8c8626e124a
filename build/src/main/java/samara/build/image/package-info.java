/// Builds images of Dockerfiles: by Podman, Docker or Buildah where one works, else by a builder of our own. Start at
/// [samara.build.image.ImageBuild].
///
/// Our own builder ([samara.build.image.DockerfileBuilder]) executes `FROM` (`scratch`, an image of the store, a local
/// archive as `docker-archive:` or `oci-archive:`, an earlier stage, a registry's image), `ARG`, `ENV`, `COPY`, `ADD`,
/// `RUN`, `WORKDIR`, `USER`, `LABEL`, `ENTRYPOINT`, `CMD` and `SHELL`; `EXPOSE`, `VOLUME`, `STOPSIGNAL`, `HEALTHCHECK`
/// and
/// `MAINTAINER` mean nothing to Lambda and are passed over with a word. Each step that makes files is a layer, kept by
/// what went into it. Stages that the target doesn't need are not built.
///
/// What it refuses by name: here-documents, `RUN --mount`, `ONBUILD`, other platforms, Git contexts, archives of `xz`
/// and
/// `bzip2`, remote files without `http(s)`.
///
/// Deviations: `RUN` runs in bubblewrap as a root that is alone: changes of owner do nothing, `USER` doesn't change who
/// runs. All files of a layer belong to root, so that `--chown` has no effect; Lambda's functions run as a user who
/// owns
/// none of them.
@NullMarked
package samara.build.image;

import org.jspecify.annotations.NullMarked;
