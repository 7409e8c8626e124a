package samara.cloud.apigateway;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.RecordCodec;
import samara.gateway.json.Json;
import samara.wire.AwsException;

/// Applies API Gateway's patch operations to a record: `replace /description`, `add /variables/color`,
/// `remove /requestParameters/method.request.header.X`. Paths are the record's component names; in a part, `~1` is a
/// slash and `~0` a tilde.
///
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html">patch operations</a>
final class Patches {
    private Patches() {}

    /// A resource's path as a part of a patch's. Templates may have escaped its slashes themselves, as CloudFormation's
    /// documentation has them do: `/~1pets~1{id}`.
    static String escaped(String resourcePath) {
        if (resourcePath.startsWith("/~1")) {
            return resourcePath.substring(1);
        }
        return resourcePath.startsWith("~1")
                ? resourcePath
                : resourcePath.replace("~", "~0").replace("/", "~1");
    }

    /// One operation.
    record Patch(String op, String path, Optional<String> value) {
        /// The parts of the path, decoded.
        List<String> parts() {
            List<String> parts = new ArrayList<>();
            for (String part : path.split("/", -1)) {
                if (!part.isEmpty()) {
                    parts.add(part.replace("~1", "/").replace("~0", "~"));
                }
            }
            return parts;
        }

        /// The value, where there must be one.
        String required() {
            return value.orElseThrow(
                    () -> ApiGatewayErrors.badRequest("Invalid patch operation: `" + path + "` has no value"));
        }

        boolean removes() {
            return op.equals("remove");
        }
    }

    /// The record after an operation.
    ///
    /// @throws AwsException `BadRequestException` where the path names nothing that can be changed
    static <R extends Record> R apply(Class<R> type, R before, Patch patch) {
        List<String> parts = patch.parts();
        if (!List.of("add", "replace", "remove").contains(patch.op())) {
            throw ApiGatewayErrors.badRequest("Invalid patch operation specified: `" + patch.op() + "`");
        }
        Type component = parts.isEmpty() ? null : component(type, parts.getFirst());
        if (component == null) {
            throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
        }
        RecordCodec<R> codec = RecordCodec.of(type);
        Map<String, @Nullable Object> tree = tree(codec.encode(before));
        String name = parts.getFirst();
        if (parts.size() == 1) {
            whole(tree, name, component, patch);
        } else {
            part(tree, name, component, String.join("/", parts.subList(1, parts.size())), patch);
        }
        return codec.decode(Json.text(tree).getBytes(StandardCharsets.UTF_8));
    }

    private static void whole(Map<String, @Nullable Object> tree, String name, Type type, Patch patch) {
        if (patch.removes()) {
            tree.remove(name);
        } else {
            tree.put(name, value(raw(type), patch));
        }
    }

    private static void part(Map<String, @Nullable Object> tree, String name, Type type, String key, Patch patch) {
        if (raw(type) == List.class) {
            List<Object> list = new ArrayList<>();
            if (tree.get(name) instanceof List<?> known) {
                list.addAll(known);
            }
            list.remove(key);
            if (!patch.removes()) {
                list.add(patch.op().equals("replace") ? patch.value().orElse(key) : key);
            }
            tree.put(name, list);
        } else if (raw(type) == Map.class) {
            Map<Object, @Nullable Object> map = new LinkedHashMap<>();
            if (tree.get(name) instanceof Map<?, ?> known) {
                map.putAll(known);
            }
            if (patch.removes()) {
                map.remove(key);
            } else {
                map.put(key, value(valueType(type), patch));
            }
            tree.put(name, map);
        } else {
            throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
        }
    }

    private static Object value(Class<?> type, Patch patch) {
        String text = patch.required();
        try {
            if (type == boolean.class || type == Boolean.class) {
                return Boolean.valueOf(text);
            }
            if (type == int.class || type == Integer.class) {
                return Integer.valueOf(text);
            }
            if (type == double.class || type == Double.class) {
                return Double.valueOf(text);
            }
        } catch (NumberFormatException e) {
            throw ApiGatewayErrors.badRequest("Invalid value `" + text + "` for " + patch.path());
        }
        if (type == List.class) {
            return List.of(text);
        }
        if (type == String.class || type.isEnum()) {
            return text;
        }
        throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
    }

    private static @Nullable Type component(Class<?> type, String name) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getName().equals(name)) {
                Type generic = component.getGenericType();
                return generic instanceof ParameterizedType p && p.getRawType() == Optional.class
                        ? p.getActualTypeArguments()[0]
                        : generic;
            }
        }
        return null;
    }

    private static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> c -> c;
            case ParameterizedType p when p.getRawType() instanceof Class<?> c -> c;
            default -> Object.class;
        };
    }

    private static Class<?> valueType(Type map) {
        return map instanceof ParameterizedType p ? raw(p.getActualTypeArguments()[1]) : Object.class;
    }

    private static Map<String, @Nullable Object> tree(byte[] json) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        if (Json.read(json) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> tree.put(String.valueOf(key), value));
        }
        return tree;
    }
}
