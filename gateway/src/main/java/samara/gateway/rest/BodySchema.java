package samara.gateway.rest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import samara.gateway.UnsupportedApiException;
import samara.gateway.api.Model;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;
import samara.gateway.vtl.Effort;

/// A model that bodies are checked against: JSON schema draft 4, with `$ref` to other models of the API. Read at the
/// first body, so that nobody pays for a validator who sends none.
public final class BodySchema {
    /// Lets everything pass.
    static final BodySchema ANY = new BodySchema("", Map.of());

    private static final String BASE = "https://apigateway.amazonaws.com/models/";
    private final String name;
    private final Map<String, Model> models;
    private volatile @Nullable Schema schema;

    private BodySchema(String name, Map<String, Model> models) {
        this.name = name;
        this.models = models;
    }

    /// The schema of a model.
    ///
    /// @throws UnsupportedApiException where the model is no JSON schema
    public static BodySchema of(String name, Map<String, Model> models) {
        Model model = models.get(name);
        List<String> problems = model == null
                ? List.of("it does not exist")
                : ModelSchema.problems(model.schema(), models::containsKey);
        if (!problems.isEmpty()) {
            throw new UnsupportedApiException(
                    "The model `" + name + "` is no JSON schema of draft 4: " + String.join("; ", problems) + ".");
        }
        return new BodySchema(name, models);
    }

    /// What is wrong with a body; nothing where it fits.
    public List<String> errors(String body) {
        if (this == ANY) {
            return List.of();
        }
        try {
            Json.read(body);
        } catch (JsonSyntaxException e) {
            return List.of(e.message());
        }
        try {
            return Effort.measured(() -> compiled().validate(body, InputFormat.JSON).stream()
                    .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                    .toList());
        } catch (Effort.TooMuchException e) {
            return List.of("The model `" + name + "` can't be checked: " + e.what() + ".");
        } catch (StackOverflowError e) {
            return List.of("The body or the model `" + name + "` nests too deep.");
        }
    }

    private Schema compiled() {
        Schema known = schema;
        if (known == null) {
            Map<String, String> texts = new HashMap<>();
            models.forEach((model, value) -> texts.put(BASE + model, rewritten(value.schema())));
            // Expressions that backtrack without an end are given up, and nothing is fetched from anywhere.
            SchemaRegistryConfig settings = SchemaRegistryConfig.builder()
                    .regularExpressionFactory(expression -> {
                        Pattern pattern = Pattern.compile(expression);
                        return text -> pattern.matcher(Effort.bounded(text)).find();
                    })
                    .build();
            SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_4,
                    builder -> builder.schemas(texts).schemaRegistryConfig(settings));
            known = registry.getSchema(com.networknt.schema.SchemaLocation.of(BASE + name));
            schema = known;
        }
        return known;
    }

    /// Points references to models of this API, however they were written, to where the registry has them; an `id`
    /// would move the base of all that.
    private static String rewritten(String text) {
        return Json.text(rewrite(Json.read(text), true));
    }

    private static @Nullable Object rewrite(@Nullable Object value, boolean root) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new java.util.LinkedHashMap<>();
                map.forEach((key, member) -> {
                    String memberName = String.valueOf(key);
                    if (memberName.equals("$ref") && member instanceof String ref) {
                        copy.put(memberName, reference(ref));
                    } else if (!(root && (memberName.equals("id") || memberName.equals("$schema")))) {
                        copy.put(memberName, rewrite(member, false));
                    }
                });
                yield copy;
            }
            case List<?> list -> list.stream().map(e -> rewrite(e, false)).toList();
            case null -> null;
            default -> value;
        };
    }

    private static String reference(String ref) {
        return modelOf(ref).map(model -> BASE + model).orElse(ref);
    }

    /// The model of an API that a reference names, if it does.
    static Optional<String> modelOf(String reference) {
        int models = reference.indexOf("/models/");
        return reference.startsWith("https://apigateway.amazonaws.com/restapis/") && models > 0
                ? Optional.of(reference.substring(models + "/models/".length()))
                : Optional.empty();
    }
}
