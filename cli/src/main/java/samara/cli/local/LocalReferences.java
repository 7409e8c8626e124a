package samara.cli.local;

import java.util.Optional;
import samara.template.Node;
import samara.template.PseudoParameters;
import samara.template.References;
import samara.template.ResourceDeclaration;
import samara.template.Span;
import samara.template.StringNode;
import samara.template.Template;

/// What references give where nothing is deployed: `Ref` a resource's logical id, as `sam` has it, and attributes those
/// that can be told from the template alone.
record LocalReferences(Template template, String region, String account) implements References {
    private static final Span HERE = Span.outside("local");

    @Override
    public Optional<Node> ref(String logicalId) {
        return Optional.ofNullable(template.resources().get(logicalId)).map(resource -> switch (resource.type()) {
            case "AWS::Lambda::Alias" ->
                qualified(resource, resource.properties().string("Name").orElse("alias"));
            case "AWS::Lambda::Version" -> qualified(resource, "1");
            default -> text(physicalName(resource).orElse(logicalId));
        });
    }

    /// The ARN of a function's version or alias.
    private Node qualified(ResourceDeclaration resource, String qualifier) {
        Optional<Node> function = resource.properties().get("FunctionName");
        String name = function.flatMap(Node::asString)
                .or(() -> function.flatMap(Node::asObject)
                        .flatMap(object -> object.string("Ref"))
                        .flatMap(this::ref)
                        .flatMap(Node::asText))
                .orElse(resource.logicalId());
        return arn("lambda", "function:" + name + ":" + qualifier);
    }

    /// Names that the template fixes are the resource's in a stack, too.
    private static Optional<String> physicalName(ResourceDeclaration resource) {
        return switch (resource.type()) {
            case "AWS::Lambda::Function" -> resource.properties().string("FunctionName");
            case "AWS::DynamoDB::Table" -> resource.properties().string("TableName");
            case "AWS::S3::Bucket" -> resource.properties().string("BucketName");
            case "AWS::SSM::Parameter" -> resource.properties().string("Name");
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Node> attribute(String logicalId, String attribute) {
        ResourceDeclaration resource = template.resources().get(logicalId);
        if (resource == null) {
            return Optional.empty();
        }
        String name = physicalName(resource).orElse(logicalId);
        return switch (resource.type() + "." + attribute) {
            case "AWS::Lambda::Function.Arn" -> Optional.of(arn("lambda", "function:" + name));
            case "AWS::DynamoDB::Table.Arn" -> Optional.of(arn("dynamodb", "table/" + name));
            case "AWS::S3::Bucket.Arn" ->
                Optional.of(text("arn:" + PseudoParameters.partition(region) + ":s3:::" + name));
            case "AWS::IAM::Role.Arn" ->
                Optional.of(text("arn:" + PseudoParameters.partition(region) + ":iam::" + account + ":role/"
                        + resource.properties().string("RoleName").orElse(logicalId)));
            case "AWS::SQS::Queue.Arn" ->
                Optional.of(arn("sqs", resource.properties().string("QueueName").orElse(logicalId)));
            case "AWS::SQS::Queue.QueueName" ->
                Optional.of(text(resource.properties().string("QueueName").orElse(logicalId)));
            case "AWS::SNS::Topic.TopicName" ->
                Optional.of(text(resource.properties().string("TopicName").orElse(logicalId)));
            default -> Optional.empty();
        };
    }

    private Node arn(String service, String resource) {
        return text("arn:" + PseudoParameters.partition(region) + ":" + service + ":" + region + ":" + account + ":"
                + resource);
    }

    private static Node text(String value) {
        return new StringNode(value, HERE);
    }

    @Override
    public Optional<Node> export(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<String> dynamic(String service, String reference) {
        return Optional.empty();
    }
}
