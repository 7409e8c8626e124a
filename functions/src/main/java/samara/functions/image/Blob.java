package samara.functions.image;

/// Bytes in the store.
///
/// @param digest `sha256:` and 64 hexadecimal digits
/// @param size in bytes
public record Blob(String digest, long size) {
    /// What a manifest says of it.
    Document descriptor(String mediaType) {
        return Document.empty()
                .with("mediaType", mediaType)
                .with("digest", digest)
                .with("size", size);
    }

    static Blob of(Document descriptor) {
        return new Blob(
                descriptor
                        .string("digest")
                        .filter(digest -> digest.matches("sha256:[0-9a-f]{64}"))
                        .orElseThrow(() -> new ImageException("The image's manifest names a part without a SHA-256.")),
                descriptor.number("size"));
    }
}
