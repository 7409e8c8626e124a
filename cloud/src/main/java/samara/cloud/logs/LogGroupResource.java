package samara.cloud.logs;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.wire.cloudwatchlogs.CloudWatchLogsApi;
import samara.wire.cloudwatchlogs.CreateLogGroupRequest;
import samara.wire.cloudwatchlogs.DeleteLogGroupRequest;
import samara.wire.cloudwatchlogs.DeleteRetentionPolicyRequest;
import samara.wire.cloudwatchlogs.PutRetentionPolicyRequest;
import samara.wire.cloudwatchlogs.TagResourceRequest;
import samara.wire.cloudwatchlogs.UntagResourceRequest;

/// `AWS::Logs::LogGroup`. `Ref` is its name. A new `LogGroupName` replaces it.
final class LogGroupResource implements ResourceType<LogGroupResource.Properties, LogGroupResource.Attributes> {
    record Properties(
            Optional<String> logGroupName,
            Optional<Integer> retentionInDays,
            Optional<String> kmsKeyId,
            Optional<String> logGroupClass,
            Optional<List<ResourceTag>> tags) {}

    record Attributes(String arn) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::Logs::LogGroup", Properties.class, Attributes.class)
                .replacedOn("LogGroupName", "KmsKeyId", "LogGroupClass");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("LogGroupName");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String name = desired.logGroupName.orElseGet(() -> context.generatedName(512));
        context.calls()
                .call(
                        CloudWatchLogsApi.CREATE_LOG_GROUP,
                        CreateLogGroupRequest.builder()
                                .logGroupName(name)
                                .kmsKeyId(desired.kmsKeyId.orElse(null))
                                .logGroupClass(desired.logGroupClass.orElse(null))
                                .tags(context.tags(desired.tags.orElse(List.of())))
                                .build(),
                        context.call());
        desired.retentionInDays.ifPresent(days -> retain(name, days, context));
        return new Physical<>(name, new Attributes(Logs.groupArn(context.call().scope(), name) + ":*"));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        if (!from.retentionInDays.equals(to.retentionInDays)) {
            to.retentionInDays.ifPresentOrElse(
                    days -> retain(at.id(), days, context),
                    () -> context.calls()
                            .call(
                                    CloudWatchLogsApi.DELETE_RETENTION_POLICY,
                                    DeleteRetentionPolicyRequest.builder()
                                            .logGroupName(at.id())
                                            .build(),
                                    context.call()));
        }
        String arn = Logs.groupArn(context.call().scope(), at.id());
        context.retag(
                ResourceTag.byKey(from.tags.orElse(List.of())),
                ResourceTag.byKey(to.tags.orElse(List.of())),
                gone -> context.calls()
                        .call(
                                CloudWatchLogsApi.UNTAG_RESOURCE,
                                UntagResourceRequest.builder()
                                        .resourceArn(arn)
                                        .tagKeys(gone)
                                        .build(),
                                context.call()),
                tags -> context.calls()
                        .call(
                                CloudWatchLogsApi.TAG_RESOURCE,
                                TagResourceRequest.builder()
                                        .resourceArn(arn)
                                        .tags(tags)
                                        .build(),
                                context.call()));
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                "ResourceNotFoundException",
                () -> context.calls()
                        .call(
                                CloudWatchLogsApi.DELETE_LOG_GROUP,
                                DeleteLogGroupRequest.builder()
                                        .logGroupName(at.id())
                                        .build(),
                                context.call()));
    }

    private static void retain(String name, int days, ResourceContext context) {
        var request = PutRetentionPolicyRequest.builder()
                .logGroupName(name)
                .retentionInDays(days)
                .build();
        context.calls().call(CloudWatchLogsApi.PUT_RETENTION_POLICY, request, context.call());
    }
}
