/// Container images as Lambda runs them, without a container engine: read from archives, kept in a store that is shared
/// by builds and the cloud, and unpacked into folders that a sandbox has as its `/`. Knows nothing of functions.
///
/// Start at [samara.functions.image.ImageStore]: an
/// [OCI image layout](https://github.com/opencontainers/image-spec/blob/main/image-layout.md), so that other tools can
/// read it too, and `roots/` beside it with the unpacked images. [samara.functions.image.ImageSources] finds the image
/// that an `ImageUri` means.
///
/// [samara.functions.image.Registry] pulls images where there is no engine to do so.
///
/// What is read: `docker save` archives, OCI layouts as archive or folder; layers as tar, gzip and zstd (by the program
/// `zstd`), with whiteouts. What is refused: names that leave the image, GNU sparse files, images of other systems than
/// Linux, more than ten gigabytes.
///
/// Deviations: owners, device files, `setuid` and extended attributes are left out when an image is unpacked; all files
/// belong to the user who runs Samara.
@NullMarked
package samara.functions.image;

import org.jspecify.annotations.NullMarked;
