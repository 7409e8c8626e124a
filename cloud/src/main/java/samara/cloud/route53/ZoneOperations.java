package samara.cloud.route53;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.wire.route53.ChangeInfo;
import samara.wire.route53.ChangeResourceRecordSetsRequest;
import samara.wire.route53.ChangeResourceRecordSetsResponse;
import samara.wire.route53.CreateHostedZoneRequest;
import samara.wire.route53.CreateHostedZoneResponse;
import samara.wire.route53.DelegationSet;
import samara.wire.route53.DeleteHostedZoneRequest;
import samara.wire.route53.DeleteHostedZoneResponse;
import samara.wire.route53.GetChangeRequest;
import samara.wire.route53.GetChangeResponse;
import samara.wire.route53.GetHostedZoneRequest;
import samara.wire.route53.GetHostedZoneResponse;
import samara.wire.route53.HostedZone;
import samara.wire.route53.HostedZoneConfig;
import samara.wire.route53.ListHostedZonesByNameRequest;
import samara.wire.route53.ListHostedZonesByNameResponse;
import samara.wire.route53.ListHostedZonesRequest;
import samara.wire.route53.ListHostedZonesResponse;
import samara.wire.route53.ListResourceRecordSetsRequest;
import samara.wire.route53.ListResourceRecordSetsResponse;
import samara.wire.route53.ResourceRecordSet;
import samara.wire.route53.Route53Api;

/// Operations on hosted zones and their records.
record ZoneOperations(Kernel kernel, Zones zones) {
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_*-]{1,63}\\.)*[A-Za-z0-9_-]{1,63}\\.?");
    private static final int PAGE = 100;
    private static final int RECORDS_PAGE = 300;

    List<Operation<?, ?>> all() {
        return List.of(
                new Route53Operation<>(Route53Api.CREATE_HOSTED_ZONE, in -> Optional.empty(), this::create),
                new Route53Operation<>(Route53Api.GET_HOSTED_ZONE, in -> Optional.of(id(in.id())), this::get),
                new Route53Operation<>(Route53Api.DELETE_HOSTED_ZONE, in -> Optional.of(id(in.id())), this::delete),
                new Route53Operation<>(Route53Api.LIST_HOSTED_ZONES, in -> Optional.empty(), this::list),
                new Route53Operation<>(Route53Api.LIST_HOSTED_ZONES_BY_NAME, in -> Optional.empty(), this::listByName),
                new Route53Operation<>(
                        Route53Api.CHANGE_RESOURCE_RECORD_SETS, in -> Optional.of(id(in.hostedZoneId())), this::change),
                new Route53Operation<>(
                        Route53Api.LIST_RESOURCE_RECORD_SETS, in -> Optional.of(id(in.hostedZoneId())), this::records),
                new Route53Operation<>(Route53Api.GET_CHANGE, in -> Optional.empty(), this::getChange));
    }

    private static String id(String given) {
        return given.substring(given.lastIndexOf('/') + 1);
    }

    private ChangeInfo done(Optional<String> comment) {
        return ChangeInfo.builder()
                .id("/change/C" + kernel.ids().upperAlphanumeric(20))
                .status("INSYNC")
                .submittedAt(kernel.clock().now())
                .comment(comment.orElse(null))
                .build();
    }

    private static HostedZone view(StoredZone zone) {
        return HostedZone.builder()
                .id("/hostedzone/" + zone.id())
                .name(zone.name())
                .callerReference(zone.callerReference())
                .config(HostedZoneConfig.builder()
                        .comment(zone.comment().orElse(null))
                        .privateZone(false)
                        .build())
                .resourceRecordSetCount((long) zone.records().size())
                .build();
    }

    private static DelegationSet nameServers() {
        return DelegationSet.builder().nameServers(StoredZone.NAME_SERVERS).build();
    }

    private CreateHostedZoneResponse create(CreateHostedZoneRequest in, Call call) {
        boolean isPrivate = in.vpc().isPresent()
                || in.hostedZoneConfig().flatMap(HostedZoneConfig::privateZone).orElse(false);
        if (isPrivate || in.delegationSetId().isPresent()) {
            throw Route53Errors.invalid(
                    (isPrivate ? "A private hosted zone (`VPC`)" : "`DelegationSetId`") + " is not built yet.");
        }
        if (!NAME.matcher(in.name()).matches()) {
            throw Route53Errors.badName(in.name());
        }
        StoredZone made = zones.create(
                in.name(), in.callerReference(), in.hostedZoneConfig().flatMap(HostedZoneConfig::comment), call);
        return CreateHostedZoneResponse.builder()
                .hostedZone(view(made))
                .changeInfo(done(Optional.empty()))
                .delegationSet(nameServers())
                .location("https://route53.amazonaws.com/2013-04-01/hostedzone/" + made.id())
                .build();
    }

    private GetHostedZoneResponse get(GetHostedZoneRequest in, Call call) {
        return GetHostedZoneResponse.builder()
                .hostedZone(view(zones.get(id(in.id()), call)))
                .delegationSet(nameServers())
                .build();
    }

    private DeleteHostedZoneResponse delete(DeleteHostedZoneRequest in, Call call) {
        zones.delete(id(in.id()), call);
        return DeleteHostedZoneResponse.builder()
                .changeInfo(done(Optional.empty()))
                .build();
    }

    private static int size(Optional<String> given, int most) {
        try {
            return given.map(Integer::parseInt)
                    .filter(size -> size > 0)
                    .map(size -> Math.min(size, most))
                    .orElse(most);
        } catch (NumberFormatException e) {
            throw Route53Errors.invalid("`MaxItems` is no number");
        }
    }

    private ListHostedZonesResponse list(ListHostedZonesRequest in, Call call) {
        String marker = in.marker().orElse("");
        int size = size(in.maxItems(), PAGE);
        List<StoredZone> rest = zones.list(call).stream()
                .filter(zone -> zone.id().compareTo(marker) >= 0)
                .toList();
        return ListHostedZonesResponse.builder()
                .hostedZones(rest.stream().limit(size).map(ZoneOperations::view).toList())
                .marker(marker)
                .isTruncated(rest.size() > size)
                .nextMarker(rest.size() > size ? rest.get(size).id() : null)
                .maxItems(Integer.toString(size))
                .build();
    }

    private ListHostedZonesByNameResponse listByName(ListHostedZonesByNameRequest in, Call call) {
        String from = in.dnsName().map(StoredZone::canonical).orElse("");
        int size = size(in.maxItems(), PAGE);
        List<StoredZone> rest = zones.list(call).stream()
                .sorted(Comparator.comparing(StoredZone::name).thenComparing(StoredZone::id))
                .filter(zone -> zone.name().compareTo(from) >= 0)
                .toList();
        return ListHostedZonesByNameResponse.builder()
                .hostedZones(rest.stream().limit(size).map(ZoneOperations::view).toList())
                .dnsName(in.dnsName().orElse(null))
                .isTruncated(rest.size() > size)
                .nextDNSName(rest.size() > size ? rest.get(size).name() : null)
                .nextHostedZoneId(rest.size() > size ? rest.get(size).id() : null)
                .maxItems(Integer.toString(size))
                .build();
    }

    private ChangeResourceRecordSetsResponse change(ChangeResourceRecordSetsRequest in, Call call) {
        zones.change(id(in.hostedZoneId()), in.changeBatch().changes(), call);
        return ChangeResourceRecordSetsResponse.builder()
                .changeInfo(done(in.changeBatch().comment()))
                .build();
    }

    private ListResourceRecordSetsResponse records(ListResourceRecordSetsRequest in, Call call) {
        List<ResourceRecordSet> all = zones.get(id(in.hostedZoneId()), call).records();
        String from = in.startRecordName().map(StoredZone::canonical).orElse("");
        int start = 0;
        while (!from.isEmpty() && start < all.size() && isBefore(all.get(start), from, in)) {
            start++;
        }
        int size = size(in.maxItems(), RECORDS_PAGE);
        int end = Math.min(all.size(), start + size);
        var answer = ListResourceRecordSetsResponse.builder()
                .resourceRecordSets(all.subList(start, end))
                .isTruncated(end < all.size())
                .maxItems(Integer.toString(size));
        if (end < all.size()) {
            answer.nextRecordName(all.get(end).name())
                    .nextRecordType(all.get(end).type())
                    .nextRecordIdentifier(all.get(end).setIdentifier().orElse(null));
        }
        return answer.build();
    }

    private static boolean isBefore(ResourceRecordSet set, String name, ListResourceRecordSetsRequest in) {
        return !set.name().equals(name)
                || in.startRecordType().filter(type -> !type.equals(set.type())).isPresent()
                || in.startRecordIdentifier()
                        .filter(id -> !set.setIdentifier().equals(Optional.of(id)))
                        .isPresent();
    }

    /// Every change is in force when it was answered.
    private GetChangeResponse getChange(GetChangeRequest in, Call call) {
        if (!id(in.id()).matches("C[A-Z0-9]{20}")) {
            throw Route53Errors.noChange(in.id());
        }
        return GetChangeResponse.builder()
                .changeInfo(ChangeInfo.builder()
                        .id("/change/" + id(in.id()))
                        .status("INSYNC")
                        .submittedAt(kernel.clock().now())
                        .build())
                .build();
    }
}
