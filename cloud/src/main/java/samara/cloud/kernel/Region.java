package samara.cloud.kernel;

import samara.template.PseudoParameters;

/// An AWS Region by its code, such as `eu-west-1`.
public record Region(String name) {
    public Region {
        if (!name.matches("[a-z]{2,4}(-[a-z]+)+-\\d")) {
            throw new IllegalArgumentException("`" + name + "` does not look like a Region's code.");
        }
    }

    /// The partition that the Region is in: `aws`, `aws-cn` or `aws-us-gov`.
    public String partition() {
        return PseudoParameters.partition(name);
    }

    /// What the host names of its services end with: `amazonaws.com`, or `amazonaws.com.cn`.
    public String dnsSuffix() {
        return PseudoParameters.urlSuffix(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
