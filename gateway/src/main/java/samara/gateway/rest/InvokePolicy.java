package samara.gateway.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.gateway.json.Json;

/// The policy that a Lambda authorizer returned, asked about one method's ARN.
///
/// Knows `Effect`, `Action`, `NotAction`, `Resource` and `NotResource`; a `Condition` is refused, and so the request
/// is, with a line in the log.
public final class InvokePolicy {
    private final Map<?, ?> document;
    private final List<Map<?, ?>> statements = new ArrayList<>();

    /// How a policy decides.
    public enum Effect {
        ALLOW,
        DENY,
        NONE
    }

    /// Of a policy document.
    ///
    /// @throws IllegalArgumentException with a sentence where it is none
    public InvokePolicy(@Nullable Object document) {
        if (!(document instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("The authorizer returned no `policyDocument`.");
        }
        this.document = map;
        for (Object statement : list(map.get("Statement"))) {
            if (!(statement instanceof Map<?, ?> one) || !(one.get("Effect") instanceof String)) {
                throw new IllegalArgumentException("A statement of the authorizer's policy has no `Effect`.");
            }
            if (one.get("Condition") instanceof Map<?, ?> condition && !condition.isEmpty()) {
                throw new IllegalArgumentException("`Condition` in an authorizer's policy is not built yet.");
            }
            statements.add(one);
        }
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("The authorizer's policy has no statement.");
        }
    }

    /// The document as JSON.
    String text() {
        return Json.text(document);
    }

    /// What it says of invoking this method.
    public Effect on(String methodArn) {
        Effect effect = Effect.NONE;
        for (Map<?, ?> statement : statements) {
            boolean applies = matches(statement, "Action", "execute-api:Invoke", true)
                    && matches(statement, "Resource", methodArn, false);
            if (applies && "Deny".equalsIgnoreCase(String.valueOf(statement.get("Effect")))) {
                return Effect.DENY;
            }
            if (applies && "Allow".equalsIgnoreCase(String.valueOf(statement.get("Effect")))) {
                effect = Effect.ALLOW;
            }
        }
        return effect;
    }

    private static boolean matches(Map<?, ?> statement, String key, String value, boolean ignoreCase) {
        if (statement.get(key) != null) {
            return list(statement.get(key)).stream().anyMatch(p -> like(String.valueOf(p), value, ignoreCase));
        }
        Object not = statement.get("Not" + key);
        return not != null && list(not).stream().noneMatch(p -> like(String.valueOf(p), value, ignoreCase));
    }

    private static List<?> list(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list;
            default -> List.of(value);
        };
    }

    /// Matches `*` and `?`, without backtracking beyond the last star.
    static boolean like(String pattern, String text, boolean ignoreCase) {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = t;
            } else if (p < pattern.length() && same(pattern.charAt(p), text.charAt(t), ignoreCase)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean same(char pattern, char text, boolean ignoreCase) {
        return pattern == '?'
                || pattern == text
                || ignoreCase && Character.toLowerCase(pattern) == Character.toLowerCase(text);
    }
}
