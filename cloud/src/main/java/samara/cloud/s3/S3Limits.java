package samara.cloud.s3;

/// S3's quotas.
///
/// See <https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html>.
final class S3Limits {
    /// A key, in bytes of UTF-8.
    static final int KEY_BYTES = 1024;

    /// One upload, and one part, in bytes.
    static final long UPLOAD_BYTES = 5L * 1024 * 1024 * 1024;

    /// A part that is not the last one, in bytes.
    static final long LEAST_PART_BYTES = 5L * 1024 * 1024;

    static final int PARTS = 10_000;

    /// Keys, parts or uploads in one answer.
    static final int PAGE = 1000;

    /// Keys in one `DeleteObjects`.
    static final int DELETES = 1000;

    static final int OBJECT_TAGS = 10;
    static final int BUCKET_TAGS = 50;

    /// Metadata of users, names and values, in bytes.
    static final int METADATA_BYTES = 2048;

    /// A bucket policy, in bytes.
    static final int POLICY_BYTES = 20 * 1024;

    private S3Limits() {}
}
