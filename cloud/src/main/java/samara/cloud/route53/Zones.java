package samara.cloud.route53;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.RecordTable;
import samara.wire.route53.Change;
import samara.wire.route53.ResourceRecord;
import samara.wire.route53.ResourceRecordSet;

/// The hosted zones. A change of several records is made as a whole or not at all.
final class Zones {
    private static final int ID_LENGTH = 20;
    private static final long NAME_SERVERS_TTL_SECONDS = 172_800;
    private static final long AUTHORITY_TTL_SECONDS = 900;
    private static final Comparator<ResourceRecordSet> ORDER = Comparator.comparing(
                    (ResourceRecordSet set) -> reversed(set.name()))
            .thenComparing(ResourceRecordSet::type)
            .thenComparing(set -> set.setIdentifier().orElse(""));

    private final Kernel kernel;
    private final RecordTable<StoredZone> table;
    private final Locks locks = new Locks();

    Zones(Kernel kernel) {
        this.kernel = kernel;
        this.table = kernel.store().table("route53/zones", StoredZone.class);
    }

    private static String reversed(String name) {
        return String.join(".", List.of(name.split("\\.")).reversed());
    }

    private static String key(Call call, String id) {
        return call.scope().account().id() + "/" + id;
    }

    StoredZone create(String name, String reference, Optional<String> comment, Call call) {
        return locks.locked(call.scope().account().id(), () -> {
            if (list(call).stream().anyMatch(zone -> zone.callerReference().equals(reference))) {
                throw Route53Errors.zoneExists(reference);
            }
            String id = "Z" + kernel.ids().upperAlphanumeric(ID_LENGTH);
            StoredZone made = new StoredZone(
                    id,
                    call.scope().account().id(),
                    StoredZone.canonical(name),
                    reference,
                    comment,
                    required(StoredZone.canonical(name)));
            table.put(key(call, id), made);
            return made;
        });
    }

    /// The records without which there is no zone.
    private static List<ResourceRecordSet> required(String name) {
        return List.of(
                ResourceRecordSet.builder()
                        .name(name)
                        .type("NS")
                        .ttl(NAME_SERVERS_TTL_SECONDS)
                        .resourceRecords(StoredZone.NAME_SERVERS.stream()
                                .map(server -> ResourceRecord.builder()
                                        .value(server + ".")
                                        .build())
                                .toList())
                        .build(),
                ResourceRecordSet.builder()
                        .name(name)
                        .type("SOA")
                        .ttl(AUTHORITY_TTL_SECONDS)
                        .resourceRecords(List.of(ResourceRecord.builder()
                                .value(StoredZone.NAME_SERVERS.getFirst()
                                        + ". awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400")
                                .build()))
                        .build());
    }

    StoredZone get(String id, Call call) {
        return table.get(key(call, id)).orElseThrow(() -> Route53Errors.noZone(id));
    }

    List<StoredZone> list(Call call) {
        return table.list(call.scope().account().id() + "/");
    }

    void delete(String id, Call call) {
        locks.locked(key(call, id), () -> {
            if (get(id, call).records().size() > 2) {
                throw Route53Errors.notEmpty();
            }
            table.delete(key(call, id));
        });
    }

    void change(String id, List<Change> changes, Call call) {
        locks.locked(key(call, id), () -> {
            StoredZone zone = get(id, call);
            List<ResourceRecordSet> records = new ArrayList<>(zone.records());
            List<String> wrong = new ArrayList<>();
            for (Change change : changes) {
                apply(change, zone, records).ifPresent(wrong::add);
            }
            if (!wrong.isEmpty()) {
                throw Route53Errors.badBatch(wrong);
            }
            records.sort(ORDER);
            table.put(key(call, id), zone.with(records));
        });
    }

    /// What is wrong with a change, else nothing, and then it is made.
    private static Optional<String> apply(Change change, StoredZone zone, List<ResourceRecordSet> records) {
        ResourceRecordSet set = canonical(change.resourceRecordSet());
        String shown = "[name='" + set.name() + "', type='" + set.type() + "'"
                + set.setIdentifier().map(id -> ", set identifier='" + id + "'").orElse("") + "]";
        if (!zone.holds(set.name())) {
            return Optional.of("RRSet with DNS name " + set.name() + " is not permitted in zone " + zone.name());
        }
        boolean hasValues =
                set.resourceRecords().filter(values -> !values.isEmpty()).isPresent();
        if (set.aliasTarget().isPresent() == hasValues) {
            return Optional.of("Tried to change resource record set " + shown
                    + ", which has to have either an alias target or records");
        }
        Optional<ResourceRecordSet> known =
                records.stream().filter(other -> isSame(other, set)).findFirst();
        switch (change.action()) {
            case "CREATE" -> {
                if (known.isPresent()) {
                    return Optional.of("Tried to create resource record set " + shown + " but it already exists");
                }
                records.add(set);
            }
            case "UPSERT" -> {
                known.ifPresent(records::remove);
                records.add(set);
            }
            case "DELETE" -> {
                if (known.isEmpty()) {
                    return Optional.of("Tried to delete resource record set " + shown + " but it was not found");
                }
                if (!known.get().equals(set)) {
                    return Optional.of("Tried to delete resource record set " + shown
                            + " but the values provided do not match the current values");
                }
                records.remove(known.get());
            }
            default -> throw Route53Errors.invalid("`" + change.action() + "` is no action of a change");
        }
        return Optional.empty();
    }

    private static boolean isSame(ResourceRecordSet one, ResourceRecordSet other) {
        return one.name().equals(other.name())
                && one.type().equals(other.type())
                && Objects.equals(one.setIdentifier(), other.setIdentifier());
    }

    private static ResourceRecordSet canonical(ResourceRecordSet set) {
        return new ResourceRecordSet(
                StoredZone.canonical(set.name()),
                set.type(),
                set.setIdentifier(),
                set.weight(),
                set.region(),
                set.geoLocation(),
                set.failover(),
                set.multiValueAnswer(),
                set.ttl(),
                set.resourceRecords(),
                set.aliasTarget(),
                set.healthCheckId(),
                set.trafficPolicyInstanceId(),
                set.cidrRoutingConfig(),
                set.geoProximityLocation());
    }
}
