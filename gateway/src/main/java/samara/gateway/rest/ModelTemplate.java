package samara.gateway.rest;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.gateway.json.Json;

/// A sample mapping template of a model: it makes the model's structure of a body of the same structure, so that an
/// author has something to start from.
public final class ModelTemplate {
    private static final int MAX_DEPTH = 20;

    private final StringBuilder out = new StringBuilder("#set($inputRoot = $input.path('$'))\n");

    private ModelTemplate() {}

    /// The template of a schema. References are not followed: what they stand for is copied as it is.
    ///
    /// @throws samara.gateway.json.JsonSyntaxException where the schema is no JSON
    public static String of(String schema) {
        ModelTemplate template = new ModelTemplate();
        template.value(Json.read(schema), "$inputRoot", 0);
        return template.out.toString();
    }

    private void value(@Nullable Object schema, String path, int depth) {
        if (!(schema instanceof Map<?, ?> map) || depth >= MAX_DEPTH) {
            out.append(path);
        } else if (map.get("properties") instanceof Map<?, ?> properties) {
            object(properties, path, depth);
        } else if ("array".equals(map.get("type"))) {
            array(map.get("items"), path, depth);
        } else {
            out.append("string".equals(map.get("type")) ? "\"" + path + "\"" : path);
        }
    }

    private void object(Map<?, ?> properties, String path, int depth) {
        out.append("{\n");
        for (Iterator<? extends Map.Entry<?, ?>> all = properties.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<?, ?> property = all.next();
            out.repeat("  ", depth + 1).append(Json.text(property.getKey())).append(" : ");
            value(property.getValue(), path + "." + property.getKey(), depth + 1);
            out.append(all.hasNext() ? ",\n" : "\n");
        }
        out.repeat("  ", depth).append('}');
    }

    private void array(@Nullable Object items, String path, int depth) {
        String element = "$elem" + (depth == 0 ? "" : depth);
        out.append("[\n#foreach(").append(element).append(" in ").append(path).append(")\n");
        out.repeat("  ", depth + 1);
        value(items, element, depth + 1);
        out.append("#if($foreach.hasNext),#end\n#end\n").repeat("  ", depth).append(']');
    }
}
