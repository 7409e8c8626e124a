package samara.transform;

import java.util.List;
import java.util.Set;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.transform.api.ApiResource;
import samara.transform.api.HttpApiResource;
import samara.transform.api.WebSocketApiResource;
import samara.transform.connector.ConnectorResource;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.model.ParameterValues;
import samara.transform.model.Partition;
import samara.transform.model.Rejection;
import samara.transform.model.SamResourceType;
import samara.transform.model.Translation;
import samara.transform.resource.ApplicationResource;
import samara.transform.resource.CapacityProviderResource;
import samara.transform.resource.FunctionResource;
import samara.transform.resource.GraphQlApiResource;
import samara.transform.resource.LayerVersionResource;
import samara.transform.resource.SimpleTableResource;
import samara.transform.resource.StateMachineResource;
import samara.transform.step.ApplyGlobals;
import samara.transform.step.CheckStructure;
import samara.transform.step.DefaultDefinitions;
import samara.transform.step.DeployFunctions;
import samara.transform.step.EmbeddedConnectors;
import samara.transform.step.ImplicitApiKind;
import samara.transform.step.ImplicitApis;
import samara.transform.step.ResolveReferences;
import samara.transform.step.Step;
import samara.transform.step.TransformResources;

/// `AWS::Serverless-2016-10-31`: turns a SAM template into a CloudFormation template, as AWS's own transform does.
/// Pure:
/// the same template and options give the same result. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html>.
public final class SamTransform {
    /// The name under which a template asks for this transform.
    public static final String NAME = "AWS::Serverless-2016-10-31";

    private SamTransform() {}

    /// Transforms a template, or says all that is wrong with it. The language extensions come first, if the
    /// template asks for them.
    public static TransformResult transform(ObjectNode template, TransformOptions options) {
        if (!LanguageTransform.isWanted(template)) {
            return transformSam(template, options);
        }
        TransformResult extended = LanguageTransform.transform(template, options);
        return extended.template().map(plain -> transformSam(plain, options)).orElse(extended);
    }

    private static TransformResult transformSam(ObjectNode template, TransformOptions options) {
        Translation translation = begin(template, options);
        for (Step step : steps(options)) {
            try {
                step.apply(translation);
            } catch (Rejection e) {
                e.placedAt(place(template)).diagnostics().forEach(translation::report);
                break;
            }
        }
        List<Diagnostic> diagnostics = placed(translation.diagnostics(), template);
        if (translation.hasErrors()) {
            return new TransformResult(java.util.Optional.empty(), diagnostics);
        }
        DraftObject result = translation.template();
        result.remove("Transform");
        result.put("Resources", translation.results());
        return new TransformResult(result.toNode(template.span()).asObject(), diagnostics);
    }

    /// The diagnostics, each once and with a place: what an implicit API is made of may come from `Globals` alone.
    private static List<Diagnostic> placed(List<Diagnostic> diagnostics, ObjectNode template) {
        if (diagnostics.isEmpty()) {
            return List.of();
        }
        Span place = template.names().contains("Globals") ? template.nameSpan("Globals") : place(template);
        return new Rejection(diagnostics)
                .placedAt(place).diagnostics().stream().distinct().toList();
    }

    private static List<Step> steps(TransformOptions options) {
        return List.of(
                // Everything after it may rely on an outline of objects.
                new CheckStructure(),
                // Before the events, which fill the definitions.
                new DefaultDefinitions(),
                new ImplicitApis(ImplicitApiKind.REST),
                new ImplicitApis(ImplicitApiKind.HTTP),
                // After the implicit APIs, which get global properties as well.
                new ApplyGlobals(),
                // After the globals, before the resources, since connectors become resources.
                new EmbeddedConnectors(),
                new TransformResources(types(options)),
                // After all functions, whose preferences share an application and a role.
                new DeployFunctions(),
                // Last, when all ids are known.
                new ResolveReferences());
    }

    private static List<SamResourceType> types(TransformOptions options) {
        return List.of(
                new FunctionResource(),
                new ApiResource(),
                new HttpApiResource(),
                new WebSocketApiResource(),
                new SimpleTableResource(),
                new StateMachineResource(),
                new CapacityProviderResource(),
                new GraphQlApiResource(),
                new ConnectorResource(),
                new LayerVersionResource(),
                new ApplicationResource(options.applications()));
    }

    private static Translation begin(ObjectNode template, TransformOptions options) {
        boolean legacy = LegacyParts.isNeeded(template);
        DraftObject draft = LegacyParts.read(template, legacy);
        Partition partition =
                options.partition().map(Partition::new).orElseGet(() -> Partition.ofRegion(options.region()));
        Translation.Environment environment =
                new Translation.Environment(options.region(), partition, options.epochSeconds());
        return new Translation(draft, environment, parameters(draft, options, legacy));
    }

    /// The values of the template's parameters that are known, defaults included.
    static ParameterValues parameters(DraftObject template, TransformOptions options, boolean legacy) {
        ParameterValues values = new ParameterValues();
        options.parameters().forEach((name, value) -> values.put(name, read(value, legacy)));
        template.object("Parameters")
                .ifPresent(parameters -> parameters.forEach((name, value) -> {
                    if (value instanceof DraftObject parameter && parameter.has("Default")) {
                        values.putIfAbsent(name, parameter.get("Default"));
                    }
                }));
        values.putIfAbsent("AWS::Region", DraftText.of(options.region()));
        values.putIfAbsent(
                "AWS::Partition",
                DraftText.of(Partition.ofRegion(options.region()).name()));
        return values;
    }

    private static Draft read(Node value, boolean legacy) {
        return legacy ? Draft.legacy(value) : Draft.of(value);
    }

    private static Span place(ObjectNode template) {
        Set<String> names = template.names();
        return names.isEmpty()
                ? template.span()
                : template.nameSpan(
                        names.contains("Resources")
                                ? "Resources"
                                : names.iterator().next());
    }
}
