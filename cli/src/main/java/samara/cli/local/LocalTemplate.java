package samara.cli.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cli.command.UserException;
import samara.cli.project.SourceTemplate;
import samara.cli.terminal.Terminal;
import samara.template.Diagnostic;
import samara.template.Evaluator;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.References;
import samara.template.ResourceDeclaration;
import samara.template.Suggestion;

/// The functions of a template and of its nested stacks.
public final class LocalTemplate {
    private static final int MAX_DEPTH = 10;
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String NESTED = "AWS::CloudFormation::Stack";

    private final List<Declared> functions = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<String> remote = new ArrayList<>();
    private final Terminal terminal;
    private final LocalStack root;
    private final String region;

    /// A function that is not evaluated yet: what is wrong in one function keeps no other from being run.
    private record Declared(LocalStack stack, ResourceDeclaration resource) {
        String path() {
            return stack.path() + resource.logicalId();
        }

        Optional<String> name() {
            return resource.properties().string("FunctionName");
        }
    }

    private LocalTemplate(LocalStack root, String region, Terminal terminal) {
        this.root = root;
        this.region = region;
        this.terminal = terminal;
    }

    /// Reads a template.
    ///
    /// @param base the folder that places of code start from
    /// @throws UserException if it has errors, which have been printed then
    public static LocalTemplate of(
            SourceTemplate source, Path base, String region, Map<String, String> parameters, Terminal terminal) {
        LocalStack root = LocalStack.of(source, new LocalStack.Place("", base, region, parameters), terminal);
        var template = new LocalTemplate(root, region, terminal);
        template.collect(root, region);
        return template;
    }

    private void collect(LocalStack stack, String region) {
        files.add(stack.source().file());
        for (ResourceDeclaration resource : stack.template().resources().values()) {
            if (!stack.isThere(resource)) {
                continue;
            }
            if (resource.type().equals(FUNCTION)) {
                functions.add(new Declared(stack, resource));
            } else if (resource.type().equals(NESTED)) {
                nested(stack, resource, region);
            }
        }
    }

    private void nested(LocalStack stack, ResourceDeclaration resource, String region) {
        Optional<String> place = resource.properties().string("TemplateURL");
        if (place.isEmpty() || place.get().contains("://")) {
            remote.add(stack.path() + resource.logicalId());
            return;
        }
        if (stack.path().chars().filter(c -> c == '/').count() >= MAX_DEPTH) {
            throw new UserException(resource.span() + ": stacks are nested more than " + MAX_DEPTH + " deep.");
        }
        Path file = stack.source().folder().resolve(place.get()).normalize();
        if (!Files.isRegularFile(file)) {
            throw new UserException(resource.span() + ": the template of the nested stack `" + resource.logicalId()
                    + "` is not there: " + file + ".");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        resource.properties()
                .object("Parameters")
                .ifPresent(given -> given.forEach((name, value) -> stack.evaluator()
                        .evaluate(value)
                        .value()
                        .flatMap(LocalTemplate::text)
                        .ifPresent(text -> parameters.put(name, text))));
        SourceTemplate source = SourceTemplate.read(file, terminal);
        collect(
                LocalStack.of(
                        source,
                        new LocalStack.Place(
                                stack.path() + resource.logicalId() + "/", source.folder(), region, parameters),
                        terminal),
                region);
    }

    private static Optional<String> text(Node node) {
        return node.asList()
                .map(list -> String.join(
                        ",", list.stream().flatMap(one -> one.asText().stream()).toList()))
                .or(node::asText);
    }

    /// The outermost template, transformed.
    public samara.template.Template transformed() {
        return root.template();
    }

    /// The Region that it was read for.
    public String region() {
        return region;
    }

    /// The account that ARNs have where nothing is deployed.
    public static String account() {
        return LocalStack.ACCOUNT;
    }

    /// Whether a resource of [#transformed] has no condition, or one that holds.
    public boolean isThere(ResourceDeclaration resource) {
        return root.isThere(resource);
    }

    /// A value of [#transformed] with its intrinsic functions evaluated; nothing for `AWS::NoValue`.
    ///
    /// @throws UserException where it can't be told without a stack
    public Optional<Node> evaluated(Node node) {
        return evaluated(root.evaluator(), node);
    }

    /// The same with other values for references than [#references].
    ///
    /// @throws UserException where it can't be told
    public Optional<Node> evaluated(Node node, References references) {
        return evaluated(root.evaluator().asking(references), node);
    }

    /// What references give where nothing is deployed.
    public References references() {
        return root.evaluator().references();
    }

    private static Optional<Node> evaluated(Evaluator evaluator, Node node) {
        Evaluator.Evaluated evaluated = evaluator.evaluate(node);
        if (!evaluated.isValid()) {
            Diagnostic first = evaluated.diagnostics().getFirst();
            throw new UserException(first.span() + ": " + first.message());
        }
        return evaluated.value();
    }

    /// The file on this machine that an S3 location of [#transformed] stands for, if it is one.
    public Optional<Path> localFile(ObjectNode location) {
        return location.string("Bucket")
                .filter(LocalPaths.BUCKET::equals)
                .flatMap(bucket -> location.string("Key"))
                .map(key -> root.base().resolve(LocalPaths.place(key)).normalize());
    }

    /// All templates that were read.
    public List<Path> files() {
        return List.copyOf(files);
    }

    /// The paths of all functions, in order.
    public List<String> paths() {
        return functions.stream().map(Declared::path).toList();
    }

    /// The function that a name means: its path, logical id, `FunctionName` or ARN; without a name, the only one.
    ///
    /// @throws UserException if there is no such function, or if what is needed of it can't be told
    public LocalFunction function(Optional<String> name) {
        if (functions.isEmpty()) {
            throw new UserException(root.source().name() + " has no functions."
                    + (remote.isEmpty()
                            ? ""
                            : " The nested applications " + String.join(", ", remote) + " are not on this machine."));
        }
        if (name.isEmpty()) {
            if (functions.size() > 1) {
                throw new UserException(
                        "Name the function: " + root.source().name() + " has " + String.join(", ", paths()) + ".");
            }
            return FunctionReader.read(
                    functions.getFirst().stack(), functions.getFirst().resource(), terminal);
        }
        Declared found = find(bare(name.get())).orElseThrow(() -> unknown(name.get()));
        return FunctionReader.read(found.stack(), found.resource(), terminal);
    }

    /// Whether [#function] finds one.
    public boolean has(String name) {
        return path(name).isPresent();
    }

    /// The path of the function that a name means.
    public Optional<String> path(String name) {
        return find(bare(name)).map(Declared::path);
    }

    private Optional<Declared> find(String name) {
        return functions.stream()
                .filter(one -> one.path().equals(name)
                        || one.resource().logicalId().equals(name)
                        || one.name().equals(Optional.of(name))
                        || samResourceId(one).equals(Optional.of(name)))
                // Where two nested stacks have one of the same name, the outermost and first is meant.
                .min(Comparator.comparing((Declared one) -> !one.path().equals(name))
                        .thenComparing(one -> one.stack().path()));
    }

    private static Optional<String> samResourceId(Declared one) {
        return one.resource().body().object("Metadata").flatMap(metadata -> metadata.string("SamResourceId"));
    }

    /// `arn:aws:lambda:us-east-1:123456789012:function:Name:live` means `Name`, and so does `Name:live`.
    private static String bare(String name) {
        if (name.startsWith("arn:")) {
            String[] parts = name.split(":");
            return parts.length >= 7 ? parts[6] : name;
        }
        int colon = name.indexOf(':');
        return colon > 0 ? name.substring(0, colon) : name;
    }

    private UserException unknown(String name) {
        List<String> known = new ArrayList<>(paths());
        functions.forEach(one -> known.addAll(one.name().stream().toList()));
        String near = Suggestion.of(name, known)
                .name()
                .map(suggestion -> " Did you mean `" + suggestion + "`?")
                .orElse("");
        return new UserException("There is no function `" + name + "` in "
                + root.source().name() + "." + near + " There are: " + String.join(", ", paths()) + ".");
    }
}
