package samara.wire.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import samara.wire.AwsException;
import samara.wire.Blob;
import samara.wire.Member;
import samara.wire.Schema;
import samara.wire.ServiceModel;

/// What is wrong with an input, found while it is read, in the words in which AWS says it.
final class Checks {
    /// Shapes within shapes; DynamoDB allows 32 levels of a value, and each is two shapes.
    private static final int MAX_DEPTH = 100;

    private static final int MAX_TOLD = 20;

    /// Stands for a structure that cannot be made because something in it is wrong.
    static final Object UNMAKEABLE = new Object();

    private final ServiceModel service;
    private final boolean constrained;
    private final String[] path = new String[MAX_DEPTH];
    private final List<String> violations = new ArrayList<>(0);
    private int depth;

    Checks(ServiceModel service) {
        this.service = service;
        // S3 has errors of its own for each value; its model's constraints are not what it answers with.
        this.constrained = !service.id().equals("s3");
    }

    void enter(String segment) {
        if (depth == MAX_DEPTH) {
            throw new AwsException("SerializationException", 400, "The request nests deeper than " + MAX_DEPTH + ".");
        }
        path[depth++] = segment;
    }

    void leave() {
        depth--;
    }

    boolean areViolated() {
        return !violations.isEmpty();
    }

    /// The value of a structure: made of its members' values unless something is wrong.
    Object structure(Schema schema, @Nullable Object[] values) {
        List<Member> members = schema.members();
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && members.get(i).required()) {
                enter(members.get(i).name());
                violated(null, "Member must not be null");
                leave();
            }
        }
        return areViolated() ? UNMAKEABLE : schema.make(values);
    }

    /// Checks a value against its shape's constraints.
    void check(Schema schema, Object value) {
        if (!constrained) {
            return;
        }
        Schema.Traits traits = schema.traits();
        if (traits.min() < 0
                && traits.max() < 0
                && traits.values().isEmpty()
                && traits.pattern().isEmpty()) {
            return;
        }
        for (String broken : broken(schema, value)) {
            violated(value, broken);
        }
    }

    /// Checks a map's key, which AWS words in its own way.
    void checkKey(Schema schema, String key, Object map) {
        if (constrained) {
            List<String> broken = broken(schema, key);
            if (!broken.isEmpty()) {
                violated(map, "Map keys must satisfy constraint: [" + String.join(", ", broken) + "]");
            }
        }
    }

    private static List<String> broken(Schema schema, Object value) {
        Schema.Traits traits = schema.traits();
        List<String> broken = new ArrayList<>(0);
        if (value instanceof Number number) {
            if (traits.min() >= 0 && number.doubleValue() < traits.min()) {
                broken.add("Member must have value greater than or equal to " + traits.min());
            }
            if (traits.max() >= 0 && number.doubleValue() > traits.max()) {
                broken.add("Member must have value less than or equal to " + traits.max());
            }
            return broken;
        }
        int length = length(value);
        if (traits.min() >= 0 && length < traits.min()) {
            broken.add("Member must have length greater than or equal to " + traits.min());
        }
        if (traits.max() >= 0 && length > traits.max()) {
            broken.add("Member must have length less than or equal to " + traits.max());
        }
        if (value instanceof String text) {
            if (traits.pattern().isPresent() && !traits.pattern().get().matches(text)) {
                broken.add("Member must satisfy regular expression pattern: "
                        + traits.pattern().get().text());
            }
            if (!traits.values().isEmpty() && !traits.values().contains(text)) {
                broken.add("Member must satisfy enum value set: [" + String.join(", ", traits.values()) + "]");
            }
        }
        return broken;
    }

    private static int length(Object value) {
        return switch (value) {
            case String text -> text.codePointCount(0, text.length());
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case Blob blob -> blob.length();
            default -> 0;
        };
    }

    private void violated(@Nullable Object value, String constraint) {
        violations.add("Value " + (value == null ? "null" : "'" + shown(value) + "'") + " at '" + path()
                + "' failed to satisfy constraint: " + constraint);
    }

    private static String shown(Object value) {
        String text = value.toString();
        return text.length() > 256 ? text.substring(0, 256) + "..." : text;
    }

    private String path() {
        var text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            String segment = path[i];
            text.append(i == 0 ? "" : ".")
                    .append(Character.toLowerCase(segment.charAt(0)))
                    .append(segment, 1, segment.length());
        }
        return text.toString();
    }

    /// Ends reading.
    ///
    /// @throws AwsException where something is wrong
    void finish() {
        if (violations.isEmpty()) {
            return;
        }
        int count = violations.size();
        String told = String.join("; ", violations.subList(0, Math.min(count, MAX_TOLD)));
        throw new AwsException(
                code(), 400, count + " validation error" + (count == 1 ? "" : "s") + " detected: " + told);
    }

    private static final Set<String> QUERY_SERVICES = Set.of("iam", "sts", "cloudformation", "sns");

    private String code() {
        if (QUERY_SERVICES.contains(service.id())) {
            return "ValidationError";
        }
        return switch (service.id()) {
            case "s3" -> "InvalidRequest";
            case "cloudwatchlogs" -> "InvalidParameterException";
            case "apigateway" -> "BadRequestException";
            default -> "ValidationException";
        };
    }
}
