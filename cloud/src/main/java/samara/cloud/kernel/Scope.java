package samara.cloud.kernel;

/// Where state lives: an account and a Region. All state is keyed by it.
public record Scope(Account account, Region region) {

    /// An ARN in this scope: `arn:aws:sqs:eu-west-1:123456789012:queue`.
    public String arn(String service, String resource) {
        return "arn:" + region.partition() + ":" + service + ":" + region + ":" + account + ":" + resource;
    }

    /// An ARN of a service whose resources have no account: `arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5`.
    public String regionalArn(String service, String resource) {
        return "arn:" + region.partition() + ":" + service + ":" + region + "::" + resource;
    }

    /// An ARN of a global service such as IAM, which names no Region.
    public String globalArn(String service, String resource) {
        return "arn:" + region.partition() + ":" + service + "::" + account + ":" + resource;
    }

    /// A store key prefix that is unique to this scope.
    public String key() {
        return account + "/" + region;
    }
}
