package samara.cloud.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.wire.AwsException;
import samara.wire.dynamodb.DeleteTableInput;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.PointInTimeRecoverySpecification;
import samara.wire.dynamodb.TableDescription;
import samara.wire.dynamodb.Tag;
import samara.wire.dynamodb.TagResourceInput;
import samara.wire.dynamodb.TimeToLiveSpecification;
import samara.wire.dynamodb.UntagResourceInput;
import samara.wire.dynamodb.UpdateContinuousBackupsInput;
import samara.wire.dynamodb.UpdateTimeToLiveInput;

/// `AWS::DynamoDB::Table`. `Ref` is the table's name.
///
/// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html>
final class TableResource implements ResourceType<TableProperties, TableResource.Attributes> {
    private static final int MAX_NAME = 255;

    /// What `Fn::GetAtt` gives. Tables without a stream have no `StreamArn`.
    record Attributes(String arn, Optional<String> streamArn) {}

    @Override
    public ResourceSchema<TableProperties, Attributes> schema() {
        return ResourceSchema.of("AWS::DynamoDB::Table", TableProperties.class, Attributes.class)
                .replacedOn("TableName", "KeySchema", "LocalSecondaryIndexes");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("TableName");
    }

    @Override
    public Physical<Attributes> create(TableProperties desired, ResourceContext context) {
        String name = desired.tableName().orElseGet(() -> context.generatedName(MAX_NAME));
        TableDescription made = context.calls()
                .call(
                        DynamoDbApi.CREATE_TABLE,
                        TableRequests.create(
                                name, desired, context.tags(desired.tags().orElse(List.of()))),
                        context.call())
                .tableDescription()
                .orElseThrow();
        try {
            desired.timeToLiveSpecification()
                    .filter(TableProperties.TimeToLive::enabled)
                    .ifPresent(timeToLive -> updateTimeToLive(name, timeToLive, context));
            desired.pointInTimeRecoverySpecification().ifPresent(recovery -> updateRecovery(name, recovery, context));
        } catch (AwsException e) {
            delete(name, context);
            throw e;
        }
        return new Physical<>(name, new Attributes(made.tableArn().orElseThrow(), Optional.empty()));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, TableProperties from, TableProperties to, ResourceContext context) {
        TableUpdate.request(at.id(), from, to)
                .ifPresent(request -> context.calls().call(DynamoDbApi.UPDATE_TABLE, request, context.call()));
        updateTimeToLive(at.id(), from, to, context);
        if (!to.pointInTimeRecoverySpecification().equals(from.pointInTimeRecoverySpecification())) {
            updateRecovery(
                    at.id(),
                    to.pointInTimeRecoverySpecification()
                            .orElse(new TableProperties.PointInTimeRecovery(Optional.of(false), Optional.empty())),
                    context);
        }
        updateTags(at, from, to, context);
        return at;
    }

    private static void updateTimeToLive(
            String name, TableProperties from, TableProperties to, ResourceContext context) {
        Optional<TableProperties.TimeToLive> before =
                from.timeToLiveSpecification().filter(TableProperties.TimeToLive::enabled);
        Optional<TableProperties.TimeToLive> after =
                to.timeToLiveSpecification().filter(TableProperties.TimeToLive::enabled);
        if (before.equals(after)) {
            return;
        }
        before.ifPresent(
                old -> updateTimeToLive(name, new TableProperties.TimeToLive(false, old.attributeName()), context));
        after.ifPresent(now -> updateTimeToLive(name, now, context));
    }

    private static void updateTimeToLive(String name, TableProperties.TimeToLive wanted, ResourceContext context) {
        String attribute = wanted.attributeName()
                .orElseThrow(() -> Invalid.parameter("TimeToLiveSpecification needs an AttributeName when Enabled"));
        context.calls()
                .call(
                        DynamoDbApi.UPDATE_TIME_TO_LIVE,
                        UpdateTimeToLiveInput.builder()
                                .tableName(name)
                                .timeToLiveSpecification(TimeToLiveSpecification.builder()
                                        .attributeName(attribute)
                                        .enabled(wanted.enabled())
                                        .build())
                                .build(),
                        context.call());
    }

    private static void updateRecovery(
            String name, TableProperties.PointInTimeRecovery wanted, ResourceContext context) {
        context.calls()
                .call(
                        DynamoDbApi.UPDATE_CONTINUOUS_BACKUPS,
                        UpdateContinuousBackupsInput.builder()
                                .tableName(name)
                                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                                        .pointInTimeRecoveryEnabled(wanted.pointInTimeRecoveryEnabled()
                                                .orElse(false))
                                        .recoveryPeriodInDays(
                                                wanted.recoveryPeriodInDays().orElse(null))
                                        .build())
                                .build(),
                        context.call());
    }

    private static void updateTags(
            Physical<Attributes> at, TableProperties from, TableProperties to, ResourceContext context) {
        String arn = at.attributes().arn();
        Map<String, String> before = ResourceTag.byKey(from.tags().orElse(List.of()));
        Map<String, String> after = context.tags(to.tags().orElse(List.of()));
        List<String> gone =
                before.keySet().stream().filter(key -> !after.containsKey(key)).toList();
        if (!gone.isEmpty()) {
            context.calls()
                    .call(
                            DynamoDbApi.UNTAG_RESOURCE,
                            UntagResourceInput.builder()
                                    .resourceArn(arn)
                                    .tagKeys(gone)
                                    .build(),
                            context.call());
        }
        List<Tag> changed = after.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().startsWith("aws:") && !entry.getValue().equals(before.get(entry.getKey())))
                .map(entry -> Tag.builder()
                        .key(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
        if (!changed.isEmpty()) {
            context.calls()
                    .call(
                            DynamoDbApi.TAG_RESOURCE,
                            TagResourceInput.builder()
                                    .resourceArn(arn)
                                    .tags(changed)
                                    .build(),
                            context.call());
        }
    }

    @Override
    public void delete(Physical<Attributes> at, TableProperties last, ResourceContext context) {
        Gone.ignored("ResourceNotFoundException", () -> delete(at.id(), context));
    }

    private static void delete(String name, ResourceContext context) {
        context.calls()
                .call(
                        DynamoDbApi.DELETE_TABLE,
                        DeleteTableInput.builder().tableName(name).build(),
                        context.call());
    }
}
