package samara.cloud.route53;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Attribute;
import samara.wire.route53.AliasTarget;
import samara.wire.route53.ResourceRecord;
import samara.wire.route53.ResourceRecordSet;

/// A record as a group of records has it in a template.
record RecordProperties(
        String name,
        String type,
        @Attribute("TTL") Optional<String> ttl,
        Optional<List<String>> resourceRecords,
        Optional<Alias> aliasTarget,
        Optional<String> hostedZoneId,
        Optional<String> hostedZoneName,
        Optional<String> setIdentifier,
        Optional<Integer> weight,
        Optional<String> region,
        Optional<String> failover,
        Optional<Boolean> multiValueAnswer,
        Optional<String> healthCheckId) {

    record Alias(@Attribute("DNSName") String dnsName, String hostedZoneId, Optional<Boolean> evaluateTargetHealth) {}

    ResourceRecordSet wire() {
        return ResourceRecordSet.builder()
                .name(name)
                .type(type)
                .ttl(ttl.map(RecordProperties::seconds).orElse(null))
                .resourceRecords(resourceRecords
                        .map(values -> values.stream()
                                .map(value ->
                                        ResourceRecord.builder().value(value).build())
                                .toList())
                        .orElse(null))
                .aliasTarget(aliasTarget
                        .map(alias -> AliasTarget.builder()
                                .dnsName(StoredZone.canonical(alias.dnsName()))
                                .hostedZoneId(alias.hostedZoneId())
                                .evaluateTargetHealth(
                                        alias.evaluateTargetHealth().orElse(false))
                                .build())
                        .orElse(null))
                .setIdentifier(setIdentifier.orElse(null))
                .weight(weight.map(Integer::longValue).orElse(null))
                .region(region.orElse(null))
                .failover(failover.orElse(null))
                .multiValueAnswer(multiValueAnswer.orElse(null))
                .healthCheckId(healthCheckId.orElse(null))
                .build();
    }

    private static long seconds(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Route53Errors.invalid("The TTL `" + text + "` is no number of seconds");
        }
    }
}
