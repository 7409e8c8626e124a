package samara.cloud.dynamodb.expression;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.dynamodb.value.Value;

/// `ExpressionAttributeNames` and `ExpressionAttributeValues` of one request, and which of them its expressions use.
public final class Placeholders {
    private static final Predicate<String> NAME =
            Pattern.compile("#[A-Za-z0-9_]+").asMatchPredicate();
    private static final Predicate<String> VALUE =
            Pattern.compile(":[A-Za-z0-9_]+").asMatchPredicate();

    private final Map<String, String> names;
    private final Map<String, Value> values;
    private final Set<String> used = new HashSet<>();

    private Placeholders(Map<String, String> names, Map<String, Value> values) {
        this.names = names;
        this.values = values;
    }

    /// The placeholders of a request.
    ///
    /// @throws samara.wire.AwsException if one is not spelled as `#name` or `:value`
    public static Placeholders of(Map<String, String> names, Map<String, Value> values) {
        check("ExpressionAttributeNames", names.keySet(), NAME);
        check("ExpressionAttributeValues", values.keySet(), VALUE);
        return new Placeholders(names, values);
    }

    private static void check(String parameter, Set<String> keys, Predicate<String> spelling) {
        for (String key : keys) {
            if (!spelling.test(key)) {
                throw Invalid.because(parameter + " contains invalid key: Syntax error; key: \"" + key + "\"");
            }
        }
    }

    Optional<String> name(String placeholder) {
        used.add(placeholder);
        return Optional.ofNullable(names.get(placeholder));
    }

    Optional<Value> value(String placeholder) {
        used.add(placeholder);
        return Optional.ofNullable(values.get(placeholder));
    }

    /// To be called when all expressions of the request are parsed.
    ///
    /// @throws samara.wire.AwsException if a placeholder is not used in any
    public void checkAllUsed() {
        checkUsed("ExpressionAttributeNames", names.keySet());
        checkUsed("ExpressionAttributeValues", values.keySet());
    }

    private void checkUsed(String parameter, Set<String> keys) {
        if (!used.containsAll(keys)) {
            var unused = keys.stream().filter(key -> !used.contains(key)).toList();
            throw Invalid.because("Value provided in " + parameter + " unused in expressions: keys: {"
                    + String.join(", ", unused) + "}");
        }
    }
}
