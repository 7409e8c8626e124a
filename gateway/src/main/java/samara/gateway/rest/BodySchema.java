package samara.gateway.rest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.gateway.UnsupportedApiException;
import samara.gateway.api.Model;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// A model that bodies are checked against: JSON schema draft 4, with `$ref` to other models of the API. Read at the
/// first body, so that nobody pays for a validator who sends none.
final class BodySchema {
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
    /// @throws UnsupportedApiException where the model is not JSON
    static BodySchema of(String name, Map<String, Model> models) {
        Model model = models.get(name);
        try {
            if (model == null || !(Json.read(model.schema()) instanceof Map)) {
                throw new UnsupportedApiException("The model `" + name + "` is no JSON object.");
            }
        } catch (JsonSyntaxException e) {
            throw new UnsupportedApiException("The model `" + name + "` is not JSON: " + e.message());
        }
        return new BodySchema(name, models);
    }

    /// What is wrong with a body; nothing where it fits.
    List<String> errors(String body) {
        if (this == ANY) {
            return List.of();
        }
        try {
            Json.read(body);
        } catch (JsonSyntaxException e) {
            return List.of(e.message());
        }
        return compiled().validate(body, InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private Schema compiled() {
        Schema known = schema;
        if (known == null) {
            Map<String, String> texts = new HashMap<>();
            models.forEach((model, value) -> texts.put(BASE + model, rewritten(value.schema())));
            SchemaRegistry registry =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4, builder -> builder.schemas(texts));
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
        int models = ref.indexOf("/models/");
        if (ref.startsWith("https://apigateway.amazonaws.com/restapis/") && models > 0) {
            return BASE + ref.substring(models + "/models/".length());
        }
        return ref;
    }
}
