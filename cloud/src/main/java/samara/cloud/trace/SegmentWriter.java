package samara.cloud.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Principal;
import samara.wire.AwsException;
import samara.wire.xray.PutTraceSegmentsRequest;
import samara.wire.xray.UnprocessedTraceSegment;
import samara.wire.xray.XrayApi;

/// Sends segments to X-Ray in the background by `PutTraceSegments`, so that IAM holds for them and nobody waits. What
/// is too much, refused or no segment is told to the cloud's log.
public final class SegmentWriter {
    /// Documents that wait.
    private static final int PENDING = 2_000;
    /// Their characters.
    private static final int PENDING_SIZE = 16 * 1024 * 1024;
    /// Documents in one call.
    private static final int BATCH = 50;

    private final Kernel kernel;
    private final Complaints complaints;
    private final Deque<Waiting> pending = new ArrayDeque<>();
    private int size;
    private boolean writing;

    private record Waiting(Author author, String document) {}

    /// A writer with nothing to do.
    public SegmentWriter(Kernel kernel) {
        this(kernel, new Complaints(kernel.clock()));
    }

    SegmentWriter(Kernel kernel, Complaints complaints) {
        this.kernel = kernel;
        this.complaints = complaints;
    }

    /// Takes a document; returns at once.
    public void write(Author author, String document) {
        synchronized (pending) {
            if (pending.size() >= PENDING || size + document.length() > PENDING_SIZE) {
                complaints.add("Trace segments are lost: they come faster than they can be kept.");
                return;
            }
            pending.addLast(new Waiting(author, document));
            size += document.length();
            if (!writing) {
                writing = true;
                kernel.scheduler().start("samara-traces", this::writeAll);
            }
        }
    }

    private void writeAll() {
        boolean ended = false;
        try {
            for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
                Map<Author, List<String>> byAuthor = new LinkedHashMap<>();
                batch.forEach(one -> byAuthor.computeIfAbsent(one.author(), author -> new ArrayList<>())
                        .add(one.document()));
                byAuthor.forEach(this::put);
            }
            ended = true;
        } finally {
            if (!ended) {
                synchronized (pending) {
                    writing = false;
                }
            }
        }
    }

    private List<Waiting> next() {
        synchronized (pending) {
            List<Waiting> batch = new ArrayList<>();
            while (batch.size() < BATCH && !pending.isEmpty()) {
                Waiting one = pending.removeFirst();
                size -= one.document().length();
                batch.add(one);
            }
            writing = !batch.isEmpty();
            return batch;
        }
    }

    private void put(Author author, List<String> documents) {
        try {
            var request = PutTraceSegmentsRequest.builder()
                    .traceSegmentDocuments(documents)
                    .build();
            kernel.calls()
                    .call(XrayApi.PUT_TRACE_SEGMENTS, request, call(author))
                    .unprocessedTraceSegments()
                    .orElse(List.of())
                    .forEach(one -> complain(author, one));
        } catch (AwsException e) {
            complaints.add("Trace segments of `" + author.resourceArn() + "` are lost: " + e.message());
        }
    }

    private Call call(Author author) {
        var account = author.scope().account();
        Principal principal = author.role().isPresent()
                ? kernel.sessions()
                        .assume(
                                author.role().get(),
                                "xray",
                                new Principal.Service(author.service(), account, author.resourceArn()))
                : new Principal.Root(account);
        return new Call(
                author.scope(),
                principal,
                kernel.ids().uuid(),
                "AWS Internal",
                Optional.of(author.service()),
                Optional.empty());
    }

    private void complain(Author author, UnprocessedTraceSegment one) {
        complaints.add("X-Ray does not take a segment of `" + author.resourceArn() + "`: "
                + one.errorCode().orElse("") + ": " + one.message().orElse(""));
    }
}
