package samara.transform.event;

import java.util.List;
import java.util.Optional;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.PythonText;
import samara.transform.policy.PolicyDocuments;

/// The schema registry of a Kafka event source, and what reading it takes. See
/// <https://docs.aws.amazon.com/lambda/latest/dg/services-consume-kafka-events.html>.
final class SchemaRegistry {
    private static final List<String> REQUIRED =
            List.of("SchemaRegistryURI", "EventRecordFormat", "SchemaValidationConfigs");
    private static final int ARN_PARTS = 6;
    private static final String REGISTRY = "registry/";

    private SchemaRegistry() {}

    /// The statements that reading the registry takes; none where there is no registry.
    static List<Draft> statements(EventSource event) {
        Draft given = event.get("SchemaRegistryConfig");
        if (!given.truthy()) {
            return List.of();
        }
        DraftObject config = event.requireObject(given, "SchemaRegistryConfig");
        validate(event, config);
        DraftList statements = DraftList.of();
        config.list("AccessConfigs")
                .ifPresent(access -> access.forEach(entry -> {
                    if (entry instanceof DraftObject object) {
                        statements.add(EventSourceMapping.readSecret(object.get("URI")));
                    }
                }));
        Draft uri = config.get("SchemaRegistryURI");
        registryName(arn(event, uri)).ifPresent(name -> {
            statements.add(PolicyDocuments.allow(DraftList.ofTexts("glue:GetRegistry"), uri));
            DraftObject schemas =
                    Intrinsics.sub("arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:schema/" + name + "/*");
            statements.add(PolicyDocuments.allow(DraftList.ofTexts("glue:GetSchemaVersion"), DraftList.of(schemas)));
        });
        return statements.elements();
    }

    private static void validate(EventSource event, DraftObject config) {
        for (String name : REQUIRED) {
            if (!config.has(name)) {
                throw event.reject(config, "schema-registry", "`SchemaRegistryConfig` needs `" + name + "`.");
            }
        }
        Draft format = config.get("EventRecordFormat");
        if (!format.is("JSON") && !format.is("SOURCE")) {
            throw event.reject(format, "schema-registry", "`EventRecordFormat` can be `JSON` or `SOURCE`.");
        }
        if (!(config.get("SchemaValidationConfigs") instanceof DraftList)) {
            throw event.reject(
                    config.get("SchemaValidationConfigs"),
                    "schema-registry",
                    "`SchemaValidationConfigs` needs to be a list.");
        }
        Draft access = config.get("AccessConfigs");
        if (access.truthy() && !(access instanceof DraftList)) {
            throw event.reject(access, "schema-registry", "`AccessConfigs` needs to be a list.");
        }
        if (access instanceof DraftList list) {
            for (Draft entry : list) {
                if (!(entry instanceof DraftObject object) || !object.has("Type") || !object.has("URI")) {
                    throw event.reject(entry, "schema-registry", "Each of `AccessConfigs` needs `Type` and `URI`.");
                }
            }
        }
    }

    private static String arn(EventSource event, Draft uri) {
        if (!(uri instanceof DraftObject object)) {
            return uri instanceof DraftText text ? text.value() : "";
        }
        if (event.translation().resolve(object.shallowCopy()) instanceof DraftObject resolved) {
            return PythonText.str(resolved.get("Fn::Sub"));
        }
        throw event.reject(
                        uri,
                        "schema-registry",
                        "`SchemaRegistryURI` can't be a `Ref` to a parameter; AWS's transform fails on it.")
                .hint("Write it with `Fn::Sub`.");
    }

    private static Optional<String> registryName(String arn) {
        String[] parts = arn.split(":", -1);
        return arn.startsWith("arn") && parts.length >= ARN_PARTS && parts[ARN_PARTS - 1].startsWith(REGISTRY)
                ? Optional.of(parts[ARN_PARTS - 1].substring(REGISTRY.length()))
                : Optional.empty();
    }
}
