package samara.cloud.lambda;

import samara.cloud.kernel.Blobs;

/// Where the code of a function or of a layer is.
sealed interface Code {
    /// What the API shows as `CodeSha256`: the digest in Base64, or nothing where there is none.
    String sha256();

    /// In bytes, as it was handed over.
    long size();

    /// A kept archive.
    ///
    /// @param blob the archive's SHA-256 in hexadecimal
    /// @param sha256 the same in Base64
    /// @param unpacked the bytes of all its files
    record Archive(String blob, String sha256, long size, long unpacked) implements Code {
        Blobs.Stored stored() {
            return new Blobs.Stored(blob, size);
        }
    }

    /// A folder of this machine, run as it is.
    record Folder(String path) implements Code {
        @Override
        public String sha256() {
            return "";
        }

        @Override
        public long size() {
            return 0;
        }
    }

    /// A container image.
    ///
    /// @param uri as the user named it
    /// @param digest of the image that it meant then: `sha256:…`
    record Image(String uri, String digest) implements Code {
        @Override
        public String sha256() {
            return digest.substring(digest.indexOf(':') + 1);
        }

        @Override
        public long size() {
            return 0;
        }
    }

    /// How much it counts for Lambda's limit on unpacked code.
    default long unpackedBytes() {
        return switch (this) {
            case Archive archive -> archive.unpacked;
            case Folder _, Image _ -> 0;
        };
    }
}
