package samara.cloud.route53;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.route53.ResourceRecordSet;

/// `AWS::Route53::RecordSetGroup`. `Ref` is a generated name; another zone replaces it.
///
/// See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordsetgroup.html>.
final class RecordSetGroupResource
        implements ResourceType<RecordSetGroupResource.Properties, RecordSetGroupResource.Attributes> {
    private static final int LONGEST_NAME = 128;

    record Properties(
            Optional<String> hostedZoneId,
            Optional<String> hostedZoneName,
            Optional<String> comment,
            Optional<List<RecordProperties>> recordSets) {

        List<ResourceRecordSet> records() {
            for (RecordProperties record : recordSets.orElse(List.of())) {
                if (record.hostedZoneId().or(record::hostedZoneName).isPresent()) {
                    throw Route53Errors.invalid("The record " + record.name()
                            + " of a group can't name a zone of its own yet; the group names it.");
                }
            }
            return recordSets.orElse(List.of()).stream()
                    .map(RecordProperties::wire)
                    .toList();
        }
    }

    /// There is nothing to get.
    record Attributes() {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::Route53::RecordSetGroup", Properties.class, Attributes.class)
                .replacedOn("HostedZoneId", "HostedZoneName");
    }

    private static TemplateRecords zone(Properties properties, ResourceContext context) {
        return TemplateRecords.in(properties.hostedZoneId(), properties.hostedZoneName(), context);
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        zone(desired, context).create(desired.records());
        return new Physical<>(context.generatedName(LONGEST_NAME), new Attributes());
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        zone(to, context).replace(from.records(), to.records());
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        zone(last, context).delete(last.records());
    }
}
