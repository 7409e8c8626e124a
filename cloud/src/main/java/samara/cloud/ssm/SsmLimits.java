package samara.cloud.ssm;

/// Parameter Store's quotas.
///
/// See <https://docs.aws.amazon.com/general/latest/gr/ssm.html>.
final class SsmLimits {
    /// A name with the ARN around it, in characters.
    static final int NAME = 1011;

    static final int LEVELS = 15;

    /// A value in the standard tier, in characters.
    static final int STANDARD_VALUE = 4096;

    /// A value in the advanced tier, in characters.
    static final int ADVANCED_VALUE = 8192;

    /// Versions that are kept of a parameter.
    static final int VERSIONS = 100;

    /// Names in one `GetParameters` or `DeleteParameters`.
    static final int NAMES = 10;

    static final int TAGS = 50;

    private SsmLimits() {}
}
