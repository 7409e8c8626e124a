package samara.cloud.sqs;

import java.util.List;
import java.util.Map;
import samara.cloud.kernel.Json;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.template.Node;
import samara.wire.sqs.SetQueueAttributesRequest;
import samara.wire.sqs.SqsApi;

/// `AWS::SQS::QueuePolicy`: the policy of one or more queues.
///
/// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html>.
final class QueuePolicyResource
        implements ResourceType<QueuePolicyResource.Properties, QueuePolicyResource.Attributes> {
    private static final int MAX_NAME = 80;

    record Properties(Node policyDocument, List<String> queues) {}

    /// What `Fn::GetAtt` gives.
    record Attributes(String id) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::SQS::QueuePolicy", Properties.class, Attributes.class);
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String id = context.generatedName(MAX_NAME);
        desired.queues().forEach(url -> set(url, Json.text(desired.policyDocument()), context));
        return new Physical<>(id, new Attributes(id));
    }

    private static void set(String url, String policy, ResourceContext context) {
        context.calls()
                .call(
                        SqsApi.SET_QUEUE_ATTRIBUTES,
                        SetQueueAttributesRequest.builder()
                                .queueUrl(url)
                                .attributes(Map.of("Policy", policy))
                                .build(),
                        context.call());
    }

    private static void unset(String url, ResourceContext context) {
        Gone.ignored(SqsErrors.NO_QUEUE, () -> set(url, "", context));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        to.queues().forEach(url -> set(url, Json.text(to.policyDocument()), context));
        from.queues().stream().filter(url -> !to.queues().contains(url)).forEach(url -> unset(url, context));
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        last.queues().forEach(url -> unset(url, context));
    }
}
