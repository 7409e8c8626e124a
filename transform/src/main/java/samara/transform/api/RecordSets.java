package samara.transform.api;

import java.util.HashMap;
import java.util.Map;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.LogicalId;
import samara.transform.model.Translation;

/// Route 53 records for the custom domains of a template: domains in the same hosted zone share a record set group.
final class RecordSets {
    private final Map<String, CfnResource> groups = new HashMap<>();

    static RecordSets of(Translation translation) {
        return translation.shared(RecordSets.class, RecordSets::new);
    }

    /// Checks a domain's `Route53`.
    static DraftObject check(Definition definition, Draft route53) {
        DraftObject config = definition.requireObject(route53, "Domain.Route53");
        if (config.get("HostedZoneId").isNothing()
                && config.get("HostedZoneName").isNothing()) {
            throw definition.reject(config, "route53", "`Route53` needs `HostedZoneId` or `HostedZoneName`.");
        }
        return config;
    }

    /// The shared group with these records added.
    CfnResource add(Definition definition, DraftObject route53, DraftList records) {
        return add(definition, zone(route53), route53, records);
    }

    /// The same with one hosted zone: its name doesn't count beside its id.
    CfnResource addWithOneZone(Definition definition, DraftObject route53, DraftList records) {
        DraftObject one = route53.shallowCopy();
        if (one.has("HostedZoneId")) {
            one.remove("HostedZoneName");
        }
        return add(definition, zone(route53), one, records);
    }

    private CfnResource add(Definition definition, Draft zone, DraftObject route53, DraftList records) {
        String id = "RecordSetGroup" + LogicalId.of("", zone);
        CfnResource group = groups.computeIfAbsent(id, key -> {
            CfnResource made = definition.extra(id, "AWS::Route53::RecordSetGroup");
            if (route53.has("HostedZoneId")) {
                made.set("HostedZoneId", route53.get("HostedZoneId"));
            }
            return made.set("HostedZoneName", route53.get("HostedZoneName")).set("RecordSets", DraftList.of());
        });
        group.properties().list("RecordSets").ifPresent(all -> records.forEach(all::add));
        return group;
    }

    /// A group of this domain's own.
    static CfnResource separate(Definition definition, DraftObject route53, Draft domainName, DraftList records) {
        String id = LogicalId.of("RecordSetGroup", DraftList.of(zone(route53), domainName));
        CfnResource group = definition.extra(id, "AWS::Route53::RecordSetGroup");
        group.properties().putTruthy("HostedZoneId", route53.get("HostedZoneId"));
        group.properties().putTruthy("HostedZoneName", route53.get("HostedZoneName"));
        return group.set("RecordSets", records);
    }

    private static Draft zone(DraftObject route53) {
        return route53.get("HostedZoneId").truthy() ? route53.get("HostedZoneId") : route53.get("HostedZoneName");
    }

    /// The records that point a domain to `alias`: one, or two where IPv6 is wanted.
    static DraftList records(DraftObject domain, DraftObject route53, DraftObject alias) {
        DraftList records = DraftList.of(record(domain, route53, alias, "A"));
        if (route53.get("IpV6") instanceof DraftBoolean wanted && wanted.value()) {
            records.add(record(domain, route53, alias, "AAAA"));
        }
        return records;
    }

    private static DraftObject record(DraftObject domain, DraftObject route53, DraftObject alias, String type) {
        return DraftObject.make()
                .put("Name", domain.get("DomainName"))
                .put("Type", type)
                .put("AliasTarget", alias)
                .putSome("Region", route53.get("Region"))
                .putSome("SetIdentifier", route53.get("SetIdentifier"));
    }
}
