package samara.transform.policy;

import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;

/// The policies that SAM itself adds to roles.
public final class PolicyDocuments {
    private static final String VERSION = "2012-10-17";

    private PolicyDocuments() {}

    /// Lets a service assume the role.
    public static DraftObject trust(String service) {
        return document(DraftObject.make()
                .put("Action", DraftList.ofTexts("sts:AssumeRole"))
                .put("Effect", "Allow")
                .put("Principal", DraftObject.of("Service", DraftList.ofTexts(service))));
    }

    /// A document of this statement, with a version.
    public static DraftObject document(DraftObject... statements) {
        return DraftObject.make().put("Version", VERSION).put("Statement", DraftList.of(statements));
    }

    /// A statement that allows one action.
    public static DraftObject allow(String action, Draft resource) {
        return DraftObject.make().put("Action", action).put("Effect", "Allow").put("Resource", resource);
    }

    /// A statement that allows these actions.
    public static DraftObject allow(DraftList actions, Draft resource) {
        return DraftObject.make().put("Action", actions).put("Effect", "Allow").put("Resource", resource);
    }

    /// A named policy of these statements, without a version.
    public static DraftObject named(String name, DraftObject... statements) {
        return named(name, DraftList.of(statements));
    }

    /// A named policy of these statements, without a version.
    public static DraftObject named(String name, DraftList statements) {
        return DraftObject.make()
                .put("PolicyName", name)
                .put("PolicyDocument", DraftObject.of("Statement", statements));
    }

    /// Lets a function send what failed to its dead-letter queue or topic.
    public static DraftObject deadLetterQueue(String action, Draft target) {
        return DraftObject.make()
                .put("PolicyName", "DeadLetterQueuePolicy")
                .put("PolicyDocument", document(allow(action, target)));
    }

    /// Lets a role send to a queue.
    public static DraftObject sendMessage(Draft queue, String prefix) {
        return named(prefix + "SQSPolicy", allow("sqs:SendMessage", queue));
    }

    /// Lets a role publish to a topic.
    public static DraftObject publish(Draft topic, String prefix) {
        return named(prefix + "SNSPolicy", allow("sns:publish", topic));
    }

    /// Lets a role write to a bucket.
    public static DraftObject putObject(Draft bucket, String prefix) {
        DraftObject objects = Intrinsics.join("/", DraftList.of(bucket, DraftText.of("*")));
        return named(prefix + "S3Policy", allow("s3:PutObject", objects), allow("s3:ListBucket", bucket));
    }

    /// Lets a role put events on a bus.
    public static DraftObject putEvents(Draft bus, String prefix) {
        return named(prefix + "EventBridgePolicy", allow("events:PutEvents", bus));
    }

    /// Lets a role invoke a function.
    public static DraftObject invokeFunction(Draft function, String prefix) {
        return named(prefix + "LambdaPolicy", allow("lambda:InvokeFunction", function));
    }

    /// Lets a role start a state machine.
    public static DraftObject startExecution(Draft stateMachine, String prefix) {
        return named(prefix + "StartExecutionPolicy", allow("states:StartExecution", stateMachine));
    }

    /// Lets a function place network interfaces in its VPC.
    public static DraftObject networkInterfaces() {
        return allow(
                DraftList.ofTexts(
                        "ec2:CreateNetworkInterface",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DeleteNetworkInterface",
                        "ec2:DescribeVpcs",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeSecurityGroups"),
                DraftText.of("*"));
    }

    /// Lets a function decrypt with a key of the account.
    public static DraftObject decrypt(String keyId) {
        return allow(
                DraftList.ofTexts("kms:Decrypt"),
                Intrinsics.sub("arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/" + keyId));
    }
}
