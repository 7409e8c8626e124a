package samara.template;

/// What a document may cost to read. CloudFormation's own limit is 1 MB for a template in S3
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html); these leave room for
/// what a transform or a build makes smaller.
public final class ReadLimits {
    /// Characters of a document.
    public static final int MAX_CHARACTERS = 5_000_000;
    /// Values inside values.
    public static final int MAX_DEPTH = 200;
    /// Values in all, those that aliases repeat counted each time.
    public static final int MAX_NODES = 1_000_000;

    private ReadLimits() {}
}
