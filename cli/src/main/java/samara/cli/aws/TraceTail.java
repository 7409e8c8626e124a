package samara.cli.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.xray.XRayClient;
import software.amazon.awssdk.services.xray.model.GetServiceGraphResponse;
import software.amazon.awssdk.services.xray.model.Service;
import software.amazon.awssdk.services.xray.model.TimeRangeType;
import software.amazon.awssdk.services.xray.model.Trace;
import software.amazon.awssdk.services.xray.model.TraceSummary;

/// Traces of X-Ray, read again and again: each comes once, and once more when it has changed. For one thread.
public final class TraceTail {
    /// Traces that are asked for at once, at most.
    private static final int BATCH = 5;

    private final XRayClient client;
    private final Map<String, Integer> seen = new LinkedHashMap<>();
    private List<Service> lastGraph = List.of();
    private boolean hasRead;

    /// A trace as it was at a revision.
    public record Revision(Trace trace, int number) {}

    /// A service map of a time.
    public record Graph(Instant start, Instant end, List<Service> services) {}

    /// What the clients' X-Ray has.
    public TraceTail(Clients clients) {
        this.client = clients.xray();
    }

    /// The traces of a time that are new or have changed, those that are not complete left out.
    public List<Revision> between(Instant start, Instant end) {
        Map<String, Integer> changed = new LinkedHashMap<>();
        Map<String, Integer> current = new LinkedHashMap<>();
        var pages = client.getTraceSummariesPaginator(
                request -> request.startTime(start).endTime(end).timeRangeType(TimeRangeType.TRACE_ID));
        for (TraceSummary summary : pages.traceSummaries()) {
            if (summary.isPartial() == null || !summary.isPartial()) {
                int revision = summary.revision() == null ? 0 : summary.revision();
                current.put(summary.id(), revision);
                if (!seen.containsKey(summary.id()) || seen.getOrDefault(summary.id(), 0) < revision) {
                    changed.put(summary.id(), revision);
                }
            }
        }
        hasRead = true;
        seen.clear();
        seen.putAll(current);
        return read(List.copyOf(changed.keySet())).stream()
                .map(trace -> new Revision(trace, changed.getOrDefault(trace.id(), 0)))
                .toList();
    }

    /// Whether it was asked before.
    public boolean hasRead() {
        return hasRead;
    }

    /// Traces by their ids; what is not there is left out.
    public List<Trace> read(List<String> ids) {
        List<Trace> traces = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += BATCH) {
            List<String> batch = ids.subList(from, Math.min(ids.size(), from + BATCH));
            client.batchGetTracesPaginator(request -> request.traceIds(batch))
                    .traces()
                    .forEach(traces::add);
        }
        return traces;
    }

    /// The service map of a time, if it has services and is not that of the last time.
    public List<Graph> graph(Instant start, Instant end) {
        List<Service> services = new ArrayList<>();
        Instant from = start;
        Instant to = end;
        for (GetServiceGraphResponse page : client.getServiceGraphPaginator(
                request -> request.startTime(start).endTime(end))) {
            services.addAll(page.services());
            from = page.startTime() == null ? from : page.startTime();
            to = page.endTime() == null ? to : page.endTime();
        }
        if (services.isEmpty() || services.equals(lastGraph)) {
            return List.of();
        }
        lastGraph = services;
        return List.of(new Graph(from, to, services));
    }
}
