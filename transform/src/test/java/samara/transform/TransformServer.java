package samara.transform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import samara.template.BooleanNode;
import samara.template.Diagnostic;
import samara.template.JsonWriter;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;
import samara.template.TemplateReader;

/// Answers transforms over standard input and output, a line of JSON each, so that a driver needs one JVM for many of
/// them: `fuzz/` and `bench/transform_bench.py` do.
///
/// A request is `{"template": TEXT, "partitions": [NAME], "repeat": TIMES, "answer": BOOLEAN}`. The answer has, under
/// each partition's name, `{"status": "ok", "template"}`, `{"status": "error", "errors": [{"resourceId", "located",
/// "place", "code", "message"}]}` or `{"status": "crash", "message"}`, and under `nanos` what the
/// a transform cost in the mean: a thread's clock is too coarse for a single one.
final class TransformServer {
    private static final Span HERE = Span.outside("server");

    private TransformServer() {}

    /// Answers until there are no more requests.
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(JsonWriter.compact(answer(read(line))));
            out.flush();
        }
    }

    private static ObjectNode read(String line) {
        return TemplateReader.readValue(line, "request")
                .node()
                .orElseThrow()
                .asObject()
                .orElseThrow();
    }

    private static ObjectNode answer(ObjectNode request) {
        ObjectNode.Builder answers = ObjectNode.builder(HERE);
        long nanos = 0;
        String text = request.string("template").orElseThrow();
        TemplateReader.Read read = TemplateReader.read(text, text.startsWith("{") ? "template.json" : "template.yaml");
        for (Node partition : ((ListNode) request.get("partitions").orElseThrow()).elements()) {
            String name = partition.asString().orElseThrow();
            long start = cost();
            Node answer = answer(read, name);
            for (int i = repeats(request); i > 1; i--) {
                answer = answer(read, name);
            }
            nanos += (cost() - start) / repeats(request);
            if (!request.get("answer").equals(Optional.of(new BooleanNode(false, HERE)))) {
                answers.put(name, answer);
            }
        }
        return answers.put("nanos", new StringNode(Long.toString(nanos), HERE)).build();
    }

    /// Nanoseconds of processor time of this thread, and of garbage collection: other processes count little in it.
    private static long cost() {
        long collected = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() + collected * 1_000_000;
    }

    private static int repeats(ObjectNode request) {
        return request.get("repeat").orElse(null) instanceof NumberNode number
                ? number.value().intValue()
                : 1;
    }

    private static Node answer(TemplateReader.Read read, String partition) {
        if (read.root().isEmpty()) {
            return errors(read.diagnostics());
        }
        try {
            TransformResult result = SamTransform.transform(read.root().get(), options(partition));
            return result.hasErrors()
                    ? errors(result.diagnostics())
                    : object(
                            "status",
                            new StringNode("ok", HERE),
                            "template",
                            result.template().orElseThrow());
        } catch (RuntimeException | StackOverflowError e) {
            String places = Stream.of(e.getStackTrace()).limit(4).toList().toString();
            return object("status", new StringNode("crash", HERE), "message", new StringNode(e + " " + places, HERE));
        }
    }

    private static TransformOptions options(String partition) {
        return TransformOptions.of(TransformCases.REGIONS.getOrDefault(partition, partition))
                .withPartition(partition)
                .withApplications(LocalArtifacts.applications())
                .withParameters(
                        Map.of("param1", new StringNode("value1", HERE), "param2", new StringNode("value2", HERE)));
    }

    private static Node errors(List<Diagnostic> diagnostics) {
        List<Node> errors = diagnostics.stream()
                .filter(Diagnostic::isError)
                .map(diagnostic -> (Node) ObjectNode.builder(HERE)
                        .put(
                                "resourceId",
                                new StringNode(diagnostic.resourceId().orElse(""), HERE))
                        .put("located", new BooleanNode(diagnostic.span().isLocated(), HERE))
                        .put("place", new StringNode(diagnostic.span().toString(), HERE))
                        .put("code", new StringNode(diagnostic.code(), HERE))
                        .put("message", new StringNode(diagnostic.message(), HERE))
                        .build())
                .toList();
        return object("status", new StringNode("error", HERE), "errors", new ListNode(errors, HERE));
    }

    private static Node object(String first, Node one, String second, Node other) {
        return ObjectNode.builder(HERE).put(first, one).put(second, other).build();
    }
}
