package samara.cli.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cli.command.UserException;
import samara.cli.terminal.Terminal;
import samara.functions.Logging;
import samara.functions.image.ImageConfig;
import samara.template.Diagnostic;
import samara.template.Evaluator;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.ResourceDeclaration;

/// Reads an `AWS::Lambda::Function` of a transformed template; the limits are those of
/// [Lambda](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html).
final class FunctionReader {
    private final LocalStack stack;
    private final ResourceDeclaration resource;
    private final Terminal terminal;

    private FunctionReader(LocalStack stack, ResourceDeclaration resource, Terminal terminal) {
        this.stack = stack;
        this.resource = resource;
        this.terminal = terminal;
    }

    /// The function.
    ///
    /// @throws UserException naming the property that is missing or has no value here
    static LocalFunction read(LocalStack stack, ResourceDeclaration resource, Terminal terminal) {
        return new FunctionReader(stack, resource, terminal).read();
    }

    private LocalFunction read() {
        ObjectNode properties = resource.properties();
        Optional<ObjectNode> logging = object(properties, "LoggingConfig");
        return new LocalFunction(
                new LocalFunction.Id(stack.path() + resource.logicalId(), resource.logicalId(), resource.span()),
                text(properties, "FunctionName").orElse(resource.logicalId()),
                packaging(properties),
                number(properties, "MemorySize", 128, 10_240).orElse(128),
                number(properties, "Timeout", 1, 900).orElse(3),
                object(properties, "EphemeralStorage")
                        .flatMap(storage -> number(storage, "Size", 512, 10_240))
                        .orElse(512),
                variables(properties),
                logging.map(this::logging).orElse(Logging.TEXT),
                logging.flatMap(config -> text(config, "LogGroup")),
                properties.has("TenancyConfig"));
    }

    private LocalFunction.Packaging packaging(ObjectNode properties) {
        if (text(properties, "PackageType").filter("Image"::equals).isPresent()) {
            String uri = code(properties)
                    .asObject()
                    .flatMap(code -> text(code, "ImageUri"))
                    .orElseThrow(() -> missing("Code.ImageUri"));
            return new LocalFunction.Packaging.Image(
                    uri, object(properties, "ImageConfig").map(this::overrides).orElse(ImageConfig.Overrides.NONE));
        }
        List<LocalFunction.Source> layers = new ArrayList<>();
        properties
                .get("Layers")
                .flatMap(this::value)
                .flatMap(Node::asList)
                .orElse(List.of())
                .forEach(layer -> layers.add(layer(layer)));
        return new LocalFunction.Packaging.Zip(
                text(properties, "Runtime").orElseThrow(() -> missing("Runtime")),
                text(properties, "Handler").orElse(""),
                source(code(properties)),
                layers);
    }

    private Node code(ObjectNode properties) {
        return properties.get("Code").orElseThrow(() -> missing("Code"));
    }

    private ImageConfig.Overrides overrides(ObjectNode config) {
        return new ImageConfig.Overrides(
                strings(config, "EntryPoint"), strings(config, "Command"), text(config, "WorkingDirectory"));
    }

    private LocalFunction.Source source(Node code) {
        Optional<String> path = code.asString();
        if (path.isPresent()) {
            return path.get().contains("://")
                    ? new LocalFunction.Source.Elsewhere(path.get())
                    : new LocalFunction.Source.Local(
                            stack.base().resolve(path.get()).normalize());
        }
        ObjectNode object = code.asObject().orElseThrow(() -> missing("Code"));
        Optional<String> inline = text(object, "ZipFile");
        if (inline.isPresent()) {
            return new LocalFunction.Source.Inline(inline.get());
        }
        String bucket = text(object, "S3Bucket").orElseThrow(() -> missing("Code"));
        String key = text(object, "S3Key").orElseThrow(() -> missing("Code.S3Key"));
        return bucket.equals(LocalPaths.BUCKET)
                ? new LocalFunction.Source.Local(
                        stack.base().resolve(LocalPaths.place(key)).normalize())
                : new LocalFunction.Source.Elsewhere("s3://" + bucket + "/" + key);
    }

    /// A layer of this template by its content, another by its ARN. `Ref` gives a logical id here.
    private LocalFunction.Source layer(Node node) {
        String name = node.asText()
                .orElseThrow(() -> new UserException(node.span() + ": a layer of `" + resource.logicalId() + "` is a "
                        + node.kind() + ", and not an ARN or a reference."));
        ResourceDeclaration declared = stack.template().resources().get(name);
        if (declared == null || !declared.type().equals("AWS::Lambda::LayerVersion")) {
            return new LocalFunction.Source.Layer(name);
        }
        return source(declared.properties()
                .get("Content")
                .orElseThrow(() -> new UserException(declared.span() + ": the layer `" + name + "` has no content.")));
    }

    private Logging logging(ObjectNode config) {
        boolean json = text(config, "LogFormat").filter("JSON"::equals).isPresent();
        return new Logging(
                json ? Logging.Format.JSON : Logging.Format.TEXT,
                text(config, "ApplicationLogLevel").orElse("INFO"),
                text(config, "SystemLogLevel").orElse("INFO"));
    }

    private Map<String, String> variables(ObjectNode properties) {
        Map<String, String> variables = new LinkedHashMap<>();
        object(properties, "Environment")
                .flatMap(environment -> environment.object("Variables"))
                .ifPresent(all -> all.forEach((name, node) -> variable(name, node, variables)));
        return variables;
    }

    /// Empty where there is no value without a stack, as in `sam`, but said.
    private void variable(String name, Node node, Map<String, String> into) {
        Evaluator.Evaluated evaluated = stack.evaluator().evaluate(node);
        Optional<String> text = evaluated.value().flatMap(Node::asText);
        if (text.isEmpty() && evaluated.isValid() && evaluated.value().isEmpty()) {
            return; // AWS::NoValue
        }
        if (text.isEmpty()) {
            terminal.warning(node.span() + ": the environment variable `" + name + "` of `" + resource.logicalId()
                    + "` is empty, for its value is known only to a stack. Set it with --env-vars, or take the"
                    + " deployed function's with --stack-name.");
        }
        into.put(name, text.orElse(""));
    }

    private Optional<Node> value(Node node) {
        Evaluator.Evaluated evaluated = stack.evaluator().evaluate(node);
        if (!evaluated.isValid()) {
            Diagnostic first = evaluated.diagnostics().getFirst();
            throw new UserException(first.span() + ": " + first.message()
                    + first.hint().map(hint -> " " + hint).orElse(""));
        }
        return evaluated.value();
    }

    private Optional<String> text(ObjectNode object, String name) {
        return object.get(name)
                .flatMap(this::value)
                .map(value -> value.asText()
                        .orElseThrow(() -> new UserException(value.span() + ": `" + name + "` of `"
                                + resource.logicalId() + "` must be a string, not a " + value.kind() + ".")));
    }

    private Optional<List<String>> strings(ObjectNode object, String name) {
        return object.get(name)
                .flatMap(this::value)
                .flatMap(Node::asList)
                .map(list -> list.stream().flatMap(one -> one.asText().stream()).toList());
    }

    private Optional<ObjectNode> object(ObjectNode object, String name) {
        return object.get(name).flatMap(node -> node.asObject());
    }

    private Optional<Integer> number(ObjectNode object, String name, int least, int most) {
        return text(object, name).map(text -> {
            int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
            if (number < least || number > most) {
                throw new UserException(object.nameSpan(name) + ": `" + name + "` of `" + resource.logicalId()
                        + "` must be a whole number from " + least + " to " + most + ", not `" + text + "`.");
            }
            return number;
        });
    }

    private UserException missing(String property) {
        return new UserException(
                resource.span() + ": the function `" + resource.logicalId() + "` has no `" + property + "`.");
    }
}
