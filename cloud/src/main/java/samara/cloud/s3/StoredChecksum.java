package samara.cloud.s3;

/// A checksum that a client asked for, kept to be answered.
///
/// @param algorithm `CRC32`, `CRC32C`, `CRC64NVME`, `SHA1`, `SHA256`
/// @param value in Base64; that of an object in parts may end in `-` and their number
/// @param type `FULL_OBJECT` or `COMPOSITE`
record StoredChecksum(String algorithm, String value, String type) {
    static final String FULL_OBJECT = "FULL_OBJECT";
    static final String COMPOSITE = "COMPOSITE";

    /// The value, where it is of this algorithm.
    @org.jspecify.annotations.Nullable
    String of(String wanted) {
        return algorithm.equals(wanted) ? value : null;
    }
}
