package samara.transform.model;

/// ARNs as text for `Fn::Sub`, where the partition too is left to CloudFormation.
public final class Arns {
    private Arns() {}

    /// An ARN in the stack's own partition, Region and account.
    public static String inStack(String service, String resource) {
        return new Partition("${AWS::Partition}").arn(service, resource);
    }
}
