package samara.cloud.route53;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Attribute;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;

/// `AWS::Route53::RecordSet`. `Ref` is the record's name; another name, or another zone, replaces it.
///
/// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordset.html>.
final class RecordSetResource implements ResourceType<RecordSetResource.Properties, RecordSetResource.Attributes> {

    record Properties(
            String name,
            String type,
            @Attribute("TTL") Optional<String> ttl,
            Optional<List<String>> resourceRecords,
            Optional<RecordProperties.Alias> aliasTarget,
            Optional<String> hostedZoneId,
            Optional<String> hostedZoneName,
            Optional<String> setIdentifier,
            Optional<Integer> weight,
            Optional<String> region,
            Optional<String> failover,
            Optional<Boolean> multiValueAnswer,
            Optional<String> healthCheckId,
            Optional<String> comment) {

        RecordProperties plain() {
            return new RecordProperties(
                    name,
                    type,
                    ttl,
                    resourceRecords,
                    aliasTarget,
                    hostedZoneId,
                    hostedZoneName,
                    setIdentifier,
                    weight,
                    region,
                    failover,
                    multiValueAnswer,
                    healthCheckId);
        }
    }

    /// There is nothing to get.
    record Attributes() {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::Route53::RecordSet", Properties.class, Attributes.class)
                .replacedOn("Name", "HostedZoneId", "HostedZoneName");
    }

    private static TemplateRecords zone(Properties properties, ResourceContext context) {
        return TemplateRecords.in(properties.hostedZoneId(), properties.hostedZoneName(), context);
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        zone(desired, context).create(List.of(desired.plain().wire()));
        return new Physical<>(desired.name(), new Attributes());
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        zone(to, context)
                .replace(List.of(from.plain().wire()), List.of(to.plain().wire()));
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        zone(last, context).delete(List.of(last.plain().wire()));
    }
}
