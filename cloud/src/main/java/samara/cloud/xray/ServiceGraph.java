package samara.cloud.xray;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import samara.wire.xray.Alias;
import samara.wire.xray.Edge;
import samara.wire.xray.EdgeStatistics;
import samara.wire.xray.ErrorStatistics;
import samara.wire.xray.FaultStatistics;
import samara.wire.xray.HistogramEntry;
import samara.wire.xray.Service;
import samara.wire.xray.ServiceStatistics;

/// The service map of some traces: who called whom, how often, how long and with what success. Used by one thread.
final class ServiceGraph {
    private final String accountId;
    private final Map<ServiceName, Entry> nodes = new LinkedHashMap<>();

    /// What was counted of a service, or of the calls from one to another.
    private static final class Count {
        private final Map<Double, Integer> histogram = new TreeMap<>();
        private long ok;
        private long throttled;
        private long errors;
        private long faults;
        private long total;
        private double seconds;
        private double start = Double.MAX_VALUE;
        private double end;

        void add(TraceSegment segment) {
            total++;
            seconds = Math.round((seconds + segment.duration()) * 1e6) / 1e6;
            start = Math.min(start, segment.start());
            end = Math.max(end, segment.end());
            histogram.merge(Math.round(segment.duration() * 1000) / 1000.0, 1, Integer::sum);
            if (segment.isFault()) {
                faults++;
            } else if (segment.isThrottled()) {
                throttled++;
            } else if (segment.isError()) {
                errors++;
            } else {
                ok++;
            }
        }

        ErrorStatistics errorStatistics() {
            return ErrorStatistics.builder()
                    .throttleCount(throttled)
                    .otherCount(errors)
                    .totalCount(throttled + errors)
                    .build();
        }

        FaultStatistics faultStatistics() {
            return FaultStatistics.builder()
                    .otherCount(faults)
                    .totalCount(faults)
                    .build();
        }

        List<HistogramEntry> shape() {
            List<HistogramEntry> entries = new ArrayList<>();
            histogram.forEach((value, count) -> entries.add(
                    HistogramEntry.builder().value(value).count(count).build()));
            return entries;
        }
    }

    /// A node and what it calls.
    private static final class Entry {
        private final int reference;
        private final Count count = new Count();
        private final Map<ServiceName, Count> calls = new LinkedHashMap<>();
        private boolean root;

        Entry(int reference) {
            this.reference = reference;
        }
    }

    ServiceGraph(String accountId) {
        this.accountId = accountId;
    }

    /// Counts a trace.
    void add(TraceTree tree) {
        for (TraceSegment segment : tree.segments()) {
            ServiceName name = ServiceName.of(segment, accountId);
            Entry node = node(name);
            node.count.add(segment);
            Optional<TraceSegment> caller = tree.caller(segment);
            ServiceName from = caller.map(by -> ServiceName.of(by, accountId))
                    .orElseGet(() -> new ServiceName(segment.name(), Optional.of("client"), accountId));
            node.root |= caller.isEmpty();
            Entry calling = node(from);
            calling.calls.computeIfAbsent(name, n -> new Count()).add(segment);
            if (caller.isEmpty()) {
                calling.count.add(segment);
            }
        }
    }

    private Entry node(ServiceName name) {
        return nodes.computeIfAbsent(name, n -> new Entry(nodes.size()));
    }

    /// The map, as the API has it.
    List<Service> services() {
        return nodes.entrySet().stream()
                .map(node -> shape(node.getKey(), node.getValue()))
                .toList();
    }

    private Service shape(ServiceName name, Entry node) {
        boolean client = name.type().filter("client"::equals).isPresent();
        var service = Service.builder()
                .referenceId(node.reference)
                .name(name.name())
                .names(List.of(name.name()))
                .accountId(client ? null : name.accountId())
                .type(name.type().orElse(null))
                .state("active")
                .startTime(instant(node.count.start))
                .endTime(instant(node.count.end))
                .edges(node.calls.entrySet().stream()
                        .map(call -> edge(nodes.get(call.getKey()), call.getValue()))
                        .toList());
        if (node.root) {
            service.root(true);
        }
        if (!client) {
            service.summaryStatistics(ServiceStatistics.builder()
                            .okCount(node.count.ok)
                            .errorStatistics(node.count.errorStatistics())
                            .faultStatistics(node.count.faultStatistics())
                            .totalCount(node.count.total)
                            .totalResponseTime(node.count.seconds)
                            .build())
                    .durationHistogram(node.count.shape())
                    .responseTimeHistogram(node.count.shape());
        }
        return service.build();
    }

    private static Edge edge(@org.jspecify.annotations.Nullable Entry to, Count count) {
        if (to == null) {
            throw new IllegalStateException("Each service that is called is a node.");
        }
        return Edge.builder()
                .referenceId(to.reference)
                .startTime(instant(count.start))
                .endTime(instant(count.end))
                .summaryStatistics(EdgeStatistics.builder()
                        .okCount(count.ok)
                        .errorStatistics(count.errorStatistics())
                        .faultStatistics(count.faultStatistics())
                        .totalCount(count.total)
                        .totalResponseTime(count.seconds)
                        .build())
                .responseTimeHistogram(count.shape())
                .aliases(List.<Alias>of())
                .build();
    }

    private static Instant instant(double seconds) {
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }
}
