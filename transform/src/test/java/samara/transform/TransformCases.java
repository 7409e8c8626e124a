package samara.transform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import samara.template.Diagnostic;
import samara.template.JsonWriter;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;
import samara.template.TemplateReader;

/// Runs the transform over the folder of cases of the public SAM specification, where that is present, and says what
/// differs. Its README has the rule of comparison.
final class TransformCases {
    static final Map<String, String> REGIONS = new LinkedHashMap<>(Map.of("aws", "ap-southeast-1"));

    static {
        REGIONS.put("aws-cn", "cn-north-1");
        REGIONS.put("aws-us-gov", "us-gov-west-1");
    }

    private static final Pattern NAMED = Pattern.compile("Resource with id \\[(.*?)] is invalid");
    private static final Span HERE = Span.outside("test");

    private TransformCases() {}

    /// How many match, and what is wrong with the others.
    record Score(int valid, int validTotal, int wrong, int wrongTotal, List<String> failures) {}

    /// Prints the score and the failures of each partition: `TransformCases FOLDER [PARTITION [NAME]]`.
    public static void main(String[] arguments) throws IOException {
        for (String partition : arguments.length > 1 ? List.of(arguments[1]) : REGIONS.keySet()) {
            Score score = run(Path.of(arguments[0]), partition, arguments.length > 2 ? arguments[2] : "");
            score.failures().forEach(System.out::println);
            System.out.println(line(partition, score));
        }
    }

    static String line(String partition, Score score) {
        return "Transform cases, " + partition + ": " + score.valid() + " of " + score.validTotal() + " valid, "
                + score.wrong() + " of " + score.wrongTotal() + " wrong ones match.";
    }

    static Score run(Path folder, String partition, String only) throws IOException {
        List<Path> cases;
        try (Stream<Path> listed = Files.list(folder)) {
            cases = listed.filter(Files::isDirectory)
                    .filter(path -> path.getFileName().toString().contains(only))
                    .sorted()
                    .toList();
        }
        int[] counts = new int[4];
        List<String> failures = new ArrayList<>();
        for (Path each : cases) {
            boolean wrong = Files.exists(each.resolve("error.json"));
            Optional<String> failure;
            try {
                failure = wrong ? runWrong(each, partition) : runValid(each, partition);
            } catch (RuntimeException e) {
                failure = Optional.of("crash " + e + " at "
                        + Stream.of(e.getStackTrace()).limit(3).toList());
            }
            counts[wrong ? 3 : 1]++;
            counts[wrong ? 2 : 0] += failure.isEmpty() ? 1 : 0;
            failure.ifPresent(text -> failures.add(each.getFileName() + ": " + text));
        }
        return new Score(counts[0], counts[1], counts[2], counts[3], failures);
    }

    private static TransformResult transform(Path folder, String partition) throws IOException {
        ObjectNode template = TemplateReader.read(Files.readString(folder.resolve("template.yaml")), "template.yaml")
                .root()
                .orElseThrow();
        TransformOptions options = TransformOptions.of(Objects.requireNonNull(REGIONS.get(partition)))
                .withPartition(partition)
                .withApplications(LocalArtifacts.applications())
                .withParameters(
                        Map.of("param1", new StringNode("value1", HERE), "param2", new StringNode("value2", HERE)));
        return SamTransform.transform(template, options);
    }

    private static Optional<String> runValid(Path folder, String partition) throws IOException {
        TransformResult result = transform(folder, partition);
        if (result.hasErrors()) {
            return Optional.of("errors " + result.diagnostics());
        }
        Node wanted = json(folder.resolve(partition + ".json"));
        return difference(sorted(wanted), sorted(result.template().orElseThrow()), "$");
    }

    private static Optional<String> runWrong(Path folder, String partition) throws IOException {
        ObjectNode error = (ObjectNode) json(folder.resolve("error.json"));
        TreeSet<String> wanted = new TreeSet<>();
        NAMED.matcher(error.string("errorMessage").orElse("")).results().forEach(match -> wanted.add(match.group(1)));
        TransformResult result = transform(folder, partition);
        if (!result.hasErrors()) {
            return Optional.of(
                    "no error; wanted " + error.string("errorMessage").orElse(""));
        }
        TreeSet<String> named = new TreeSet<>();
        result.diagnostics().stream()
                .filter(Diagnostic::isError)
                .forEach(diagnostic -> diagnostic.resourceId().ifPresent(named::add));
        Optional<Diagnostic> unplaced = result.diagnostics().stream()
                .filter(diagnostic -> !diagnostic.span().isLocated())
                .findFirst();
        if (unplaced.isPresent()) {
            return Optional.of("an error without a place: " + unplaced.get());
        }
        return wanted.isEmpty() || wanted.equals(named)
                ? Optional.empty()
                : Optional.of("errors name " + named + ", wanted " + wanted + " "
                        + result.diagnostics().stream().map(Diagnostic::message).toList());
    }

    private static Node json(Path file) throws IOException {
        return TemplateReader.readValue(
                        Files.readString(file), file.getFileName().toString())
                .node()
                .orElseThrow();
    }

    private static Node sorted(Node node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode.Builder builder = ObjectNode.builder(HERE);
                object.names().stream()
                        .sorted()
                        .forEach(name ->
                                builder.put(name, sorted(object.get(name).orElseThrow())));
                yield builder.build();
            }
            case ListNode list ->
                new ListNode(
                        list.stream()
                                .map(TransformCases::sorted)
                                .sorted(java.util.Comparator.comparing(JsonWriter::compact))
                                .toList(),
                        HERE);
            default -> node;
        };
    }

    private static Optional<String> difference(Node wanted, Node got, String at) {
        if (wanted instanceof ObjectNode left && got instanceof ObjectNode right) {
            for (String name : left.names()) {
                if (!right.has(name)) {
                    return Optional.of(at + "." + name + ": missing; there are " + right.names());
                }
                Optional<String> inside =
                        difference(left.get(name).orElseThrow(), right.get(name).orElseThrow(), at + "." + name);
                if (inside.isPresent()) {
                    return inside;
                }
            }
            return right.names().stream()
                    .filter(name -> !left.has(name))
                    .findFirst()
                    .map(name -> at + "." + name + ": not expected");
        }
        if (wanted instanceof ListNode left && got instanceof ListNode right && left.size() == right.size()) {
            for (int i = 0; i < left.size(); i++) {
                Optional<String> inside =
                        difference(left.elements().get(i), right.elements().get(i), at + "[" + i + "]");
                if (inside.isPresent()) {
                    return inside;
                }
            }
            return Optional.empty();
        }
        boolean same = wanted instanceof NumberNode left && got instanceof NumberNode right
                ? left.value().compareTo(right.value()) == 0
                : wanted.equals(got);
        return same ? Optional.empty() : Optional.of(at + ": wanted " + shorten(wanted) + ", got " + shorten(got));
    }

    private static String shorten(Node node) {
        String text = JsonWriter.compact(node);
        return text.length() < 300 ? text : text.substring(0, 300) + "…";
    }
}
