package samara.transform.resource;

import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.PythonText;
import samara.transform.model.CfnResource;
import samara.transform.resource.GraphQlApiResource.Parts;

/// The `Resolvers` of a GraphQL API: each a pipeline of its functions.
final class GraphQlResolvers {
    /// Passes the pipeline's result on, as AWS's transform has it to the letter.
    private static final String DEFAULT_CODE = """

            export function request(ctx) {
                return {};
            }

            export function response(ctx) {
                return ctx.prev.result;
            }
            """;

    private GraphQlResolvers() {}

    static void add(Parts parts, String schemaId) {
        parts.definition()
                .properties()
                .object("Resolvers")
                .ifPresent(types -> types.forEach((type, value) -> parts.definition()
                        .requireObject(value, "Resolvers." + type)
                        .forEach((name, resolver) -> {
                            DraftObject config =
                                    parts.definition().requireObject(resolver, "Resolvers." + type + "." + name);
                            add(parts, schemaId, type, name, config);
                        })));
    }

    private static void add(Parts parts, String schemaId, String type, String name, DraftObject config) {
        CfnResource resolver = parts.resource(parts.definition().id() + type + name, "AWS::AppSync::Resolver")
                .dependsOn(schemaId)
                .set("FieldName", config.get("FieldName").truthy() ? config.get("FieldName") : DraftText.of(name))
                .set("TypeName", type);
        if (GraphQlFunctions.setCode(resolver, name, config)) {
            resolver.set("Runtime", GraphQlFunctions.runtime(name, config));
        } else {
            resolver.set("Code", DEFAULT_CODE)
                    .set("Runtime", DraftObject.make().put("Name", "APPSYNC_JS").put("RuntimeVersion", "1.0.0"));
        }
        if (!(config.get("Pipeline") instanceof DraftList pipeline) || !pipeline.truthy()) {
            throw GraphQlFunctions.reject(
                    name,
                    config,
                    "pipeline",
                    "A resolver needs a `Pipeline` of functions; others are resources of AppSync itself.");
        }
        DraftList functions = DraftList.of();
        for (Draft function : pipeline) {
            Draft id = parts.functions().get(PythonText.str(function));
            if (id == null) {
                throw GraphQlFunctions.reject(
                        name,
                        function,
                        "pipeline",
                        "There is no function `" + PythonText.str(function) + "` in `Functions`.");
            }
            functions.add(id);
        }
        resolver.set("Kind", "PIPELINE").set("PipelineConfig", DraftObject.of("Functions", functions));
        resolver.properties()
                .putTruthy("CachingConfig", config.get("Caching"))
                .putTruthy("MaxBatchSize", config.get("MaxBatchSize"));
        parts.made().add(resolver);
    }
}
