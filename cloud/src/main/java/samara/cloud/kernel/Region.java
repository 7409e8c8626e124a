package samara.cloud.kernel;

/// An AWS Region by its code, such as `eu-west-1`.
public record Region(String name) {
    public Region {
        if (!name.matches("[a-z]{2,4}(-[a-z]+)+-\\d")) {
            throw new IllegalArgumentException("`" + name + "` does not look like a Region's code.");
        }
    }

    /// The partition that the Region is in: `aws`, `aws-cn` or `aws-us-gov`.
    public String partition() {
        return name.startsWith("cn-") ? "aws-cn" : name.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    @Override
    public String toString() {
        return name;
    }
}
