package samara.cloud.route53;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cloud.resource.ResourceContext;
import samara.wire.AwsException;
import samara.wire.route53.Change;
import samara.wire.route53.ChangeBatch;
import samara.wire.route53.ChangeResourceRecordSetsRequest;
import samara.wire.route53.HostedZone;
import samara.wire.route53.ListHostedZonesByNameRequest;
import samara.wire.route53.ResourceRecordSet;
import samara.wire.route53.Route53Api;

/// The records of a template in their zone.
record TemplateRecords(ResourceContext context, String zoneId) {

    /// Finds the zone.
    static TemplateRecords in(Optional<String> zoneId, Optional<String> zoneName, ResourceContext context) {
        if (zoneId.isPresent() == zoneName.isPresent()) {
            throw Route53Errors.invalid("Specify either `HostedZoneId` or `HostedZoneName`.");
        }
        return new TemplateRecords(context, zoneId.orElseGet(() -> named(zoneName.get(), context)));
    }

    private static String named(String name, ResourceContext context) {
        String wanted = StoredZone.canonical(name);
        List<HostedZone> found = context
                .calls()
                .call(
                        Route53Api.LIST_HOSTED_ZONES_BY_NAME,
                        ListHostedZonesByNameRequest.builder().dnsName(wanted).build(),
                        context.call())
                .hostedZones()
                .stream()
                .filter(zone -> zone.name().equals(wanted))
                .toList();
        if (found.size() != 1) {
            throw Route53Errors.invalid(
                    found.isEmpty()
                            ? "No hosted zones named " + wanted + " found"
                            : "Found multiple hosted zones for domain: " + wanted);
        }
        return found.getFirst().id();
    }

    void create(List<ResourceRecordSet> records) {
        change(records.stream().map(record -> change("CREATE", record)).toList());
    }

    void replace(List<ResourceRecordSet> before, List<ResourceRecordSet> after) {
        List<Change> changes = new ArrayList<>();
        before.stream()
                .filter(record -> !after.contains(record))
                .forEach(record -> changes.add(change("DELETE", record)));
        after.stream()
                .filter(record -> !before.contains(record))
                .forEach(record -> changes.add(change("CREATE", record)));
        change(changes);
    }

    /// Those that are gone, or were changed by somebody else, stay as they are.
    void delete(List<ResourceRecordSet> records) {
        for (ResourceRecordSet record : records) {
            try {
                change(List.of(change("DELETE", record)));
            } catch (AwsException e) {
                if (!e.code().equals("NoSuchHostedZone") && !e.code().equals("InvalidChangeBatch")) {
                    throw e;
                }
            }
        }
    }

    private static Change change(String action, ResourceRecordSet record) {
        return Change.builder().action(action).resourceRecordSet(record).build();
    }

    private void change(List<Change> changes) {
        if (!changes.isEmpty()) {
            context.calls()
                    .call(
                            Route53Api.CHANGE_RESOURCE_RECORD_SETS,
                            ChangeResourceRecordSetsRequest.builder()
                                    .hostedZoneId(zoneId)
                                    .changeBatch(ChangeBatch.builder()
                                            .changes(changes)
                                            .build())
                                    .build(),
                            context.call());
        }
    }
}
