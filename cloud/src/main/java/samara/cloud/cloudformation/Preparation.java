package samara.cloud.cloudformation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.resource.ResourceHandlers;
import samara.template.Dependencies;
import samara.template.Diagnostic;
import samara.template.Evaluator;
import samara.template.JsonWriter;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.ParameterValues;
import samara.template.PseudoParameters;
import samara.template.References;
import samara.template.ResourceDeclaration;
import samara.template.RuleAssertions;
import samara.template.Span;
import samara.template.StringNode;
import samara.template.Template;
import samara.template.TemplateReader;
import samara.transform.TransformResult;

/// Makes the [Desired] state of a template and what was given with it: read, transform, parameters, conditions, order.
final class Preparation {
    /// How diagnostics name the template of a request.
    private static final String FILE = "template";

    private final ResourceHandlers handlers;
    private final Macros macros;
    private final Lookups lookups;

    Preparation(ResourceHandlers handlers, Macros macros, Lookups lookups) {
        this.handlers = handlers;
        this.macros = macros;
        this.lookups = lookups;
    }

    /// What is prepared.
    ///
    /// @param processed the template after its transforms
    /// @param given texts of parameters, defaults included
    record Prepared(Desired desired, String processed, ParameterValues parameters) {}

    /// Reads a template without doing anything with it.
    ///
    /// @throws samara.wire.AwsException `ValidationError` that lists what is wrong with it
    Template read(String text) {
        TemplateReader.Read read = TemplateReader.read(text, FILE);
        var diagnostics = new ArrayList<>(read.diagnostics());
        ObjectNode root = read.root().orElseThrow(() -> CloudFormationErrors.template(diagnostics));
        Template template = Template.of(root, diagnostics);
        for (String transform : template.transforms()) {
            if (!Macros.isBuilt(transform)) {
                Node place = root.get("Transform").orElse(root);
                diagnostics.add(Diagnostic.error(
                        "unsupported-transform", "The transform `" + transform + "` is not built.", place.span()));
            }
        }
        refuse(diagnostics);
        return template;
    }

    /// Prepares what was asked for.
    ///
    /// @throws samara.wire.AwsException `ValidationError` that lists what is wrong
    Prepared prepare(Template source, Map<String, String> given, StoredStack.Identity stack, Call call) {
        Template template = transformed(source, given, stack, call);
        ParameterValues parameters = ParameterValues.resolve(
                template.parameters(), given, name -> lookups.ssmParameter(name, call), Span.outside("Parameters"));
        refuse(parameters.diagnostics());
        refuse(RuleAssertions.check(
                template, new Evaluator(template, parameters.values(), pseudo(stack), References.NONE)));
        String processed = template.root().equals(source.root()) ? "" : JsonWriter.indented(template.root());
        return new Prepared(desired(template, parameters.values(), stack), processed, parameters);
    }

    /// The desired state of a deployment that was prepared once.
    Desired again(Deployment deployment, StoredStack.Identity stack) {
        Template template = read(deployment.processed());
        ParameterValues parameters = ParameterValues.resolve(
                template.parameters(),
                deployment.parameters(),
                name -> deployment.parameters().entrySet().stream()
                        .filter(entry -> entry.getValue().equals(name))
                        .flatMap(
                                entry -> Optional.ofNullable(deployment.stored().get(entry.getKey())).stream())
                        .findFirst(),
                Span.outside("Parameters"));
        refuse(parameters.diagnostics());
        return desired(template, parameters.values(), stack);
    }

    private Template transformed(Template source, Map<String, String> given, StoredStack.Identity stack, Call call) {
        if (!Macros.isNeeded(source)) {
            return source;
        }
        TransformResult transformed =
                macros.transform(source.root(), given, stack.scope().region().toString(), call);
        refuse(transformed.diagnostics());
        ObjectNode root =
                transformed.template().orElseThrow(() -> CloudFormationErrors.template(transformed.diagnostics()));
        var diagnostics = new ArrayList<Diagnostic>();
        Macros.left(root, diagnostics);
        refuse(diagnostics);
        Template template = Template.of(root, diagnostics);
        refuse(diagnostics);
        return template;
    }

    private Desired desired(Template template, Map<String, Node> parameters, StoredStack.Identity stack) {
        PseudoParameters pseudo = pseudo(stack);
        var none = new Desired(template, parameters, pseudo, Map.of(), Map.of(), Map.of());
        var conditions = new LinkedHashMap<String, Boolean>();
        var diagnostics = new ArrayList<Diagnostic>();
        var evaluator = none.evaluator(References.NONE);
        diagnostics.addAll(evaluator.conditions(conditions).diagnostics());
        var active = new LinkedHashMap<String, ResourceDeclaration>();
        for (ResourceDeclaration resource : template.resources().values()) {
            checkDependsOn(resource, template, diagnostics);
            checkKnown(resource, diagnostics);
            Optional<StringNode> condition = resource.condition();
            if (condition.isEmpty() || evaluator.holds(condition.get(), diagnostics)) {
                active.put(resource.logicalId(), resource);
            }
        }
        var needs = Dependencies.between(active.values(), conditions);
        List<String> cycle = Dependencies.cycle(needs);
        if (!cycle.isEmpty()) {
            ResourceDeclaration first = active.get(cycle.getFirst());
            diagnostics.add(Diagnostic.error(
                    "circular-dependency",
                    "Circular dependency between resources: [" + String.join(", ", cycle) + "].",
                    first == null ? template.root().span() : first.span()));
        }
        refuse(diagnostics);
        return new Desired(template, parameters, pseudo, conditions, active, needs);
    }

    private static PseudoParameters pseudo(StoredStack.Identity stack) {
        return new PseudoParameters(
                stack.scope().account().toString(),
                stack.scope().region().toString(),
                stack.name(),
                stack.id(),
                List.of());
    }

    private void checkKnown(ResourceDeclaration resource, List<Diagnostic> diagnostics) {
        if (handlers.find(resource.type()).isEmpty()) {
            diagnostics.add(Diagnostic.error(
                            "unsupported-type",
                            "The resource type `" + resource.type() + "` is not built.",
                            resource.body().get("Type").map(Node::span).orElse(resource.span()))
                    .inResource(resource.logicalId()));
        }
        for (String policy : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
            Optional<Node> value = resource.body().get(policy);
            if (value.isPresent() && !(value.get() instanceof StringNode)) {
                diagnostics.add(Diagnostic.error(
                                "bad-policy",
                                "`" + policy + "` must be a text.",
                                value.get().span())
                        .inResource(resource.logicalId())
                        .hint("`Ref`, `Fn::If` and others in it need `Transform: AWS::LanguageExtensions`."));
            }
        }
        for (String attribute : List.of("CreationPolicy", "UpdatePolicy")) {
            if (resource.body().has(attribute)) {
                diagnostics.add(Diagnostic.error(
                                "unsupported-attribute",
                                "`" + attribute + "` is not built.",
                                resource.body().nameSpan(attribute))
                        .inResource(resource.logicalId()));
            }
        }
    }

    private static void checkDependsOn(ResourceDeclaration resource, Template template, List<Diagnostic> diagnostics) {
        for (StringNode id : resource.dependsOn()) {
            if (!template.resources().containsKey(id.value())) {
                diagnostics.add(Diagnostic.error(
                                "unresolved-reference",
                                "`DependsOn` names `" + id.value() + "`, which is no resource of the template.",
                                id.span())
                        .inResource(resource.logicalId()));
            }
        }
    }

    private static void refuse(List<Diagnostic> diagnostics) {
        if (diagnostics.stream().anyMatch(Diagnostic::isError)) {
            throw CloudFormationErrors.template(diagnostics);
        }
    }
}
