package samara.transform.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;

/// The values of a template's parameters that are known when it is transformed, and what resolves references to them.
/// Resolving works in place: the tree that is passed changes.
public final class ParameterValues {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9.]+|AWS::[A-Z][A-Za-z]*)}");
    private static final String UNRESOLVED = "{{IntrinsicFunction:";

    private final Map<String, Draft> values = new LinkedHashMap<>();

    /// Sets a value.
    public void put(String name, Draft value) {
        values.put(name, value);
    }

    /// Sets a value, unless there is one.
    public void putIfAbsent(String name, Draft value) {
        values.putIfAbsent(name, value);
    }

    /// Replaces each `Ref` to a parameter, and each `${parameter}` in an `Fn::Sub`, by its value.
    public Draft resolve(Draft value) {
        Draft resolved = value instanceof DraftObject object && object.size() == 1 ? resolveIntrinsic(object) : value;
        if (resolved instanceof DraftObject object) {
            for (DraftObject.Member member : object.members()) {
                object.put(member.name(), resolve(member.value()));
            }
        } else if (resolved instanceof DraftList list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, resolve(list.get(i)));
            }
        }
        return resolved;
    }

    private Draft resolveIntrinsic(DraftObject object) {
        String function = object.only().name().value();
        Draft argument = object.only().value();
        if (function.equals("Ref") && argument instanceof DraftText name) {
            return known(name.value()).orElse(object);
        }
        if (function.equals("Fn::Sub") && argument instanceof DraftText text) {
            object.put(function, substitute(text));
        } else if (function.equals("Fn::Sub")
                && argument instanceof DraftList list
                && list.size() > 0
                && list.get(0) instanceof DraftText text) {
            list.set(0, substitute(text));
        }
        return object;
    }

    private DraftText substitute(DraftText text) {
        String result = text.value();
        Matcher references = REFERENCE.matcher(text.value());
        while (references.find()) {
            Optional<Draft> value = known(references.group(1));
            if (value.isEmpty()) {
                continue;
            }
            if (!(value.get() instanceof DraftText replacement)) {
                throw Rejection.of(
                        text,
                        "sub-of-non-string",
                        "`Fn::Sub` uses parameter `" + references.group(1) + "`, whose value is "
                                + value.get().aKind() + "; only strings can be substituted.");
            }
            result = replaceFirst(result, references.group(), replacement.value());
        }
        return result.equals(text.value()) ? text : text.with(result);
    }

    private static String replaceFirst(String text, String what, String by) {
        int at = text.indexOf(what);
        return at < 0 ? text : text.substring(0, at) + by + text.substring(at + what.length());
    }

    private Optional<Draft> known(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(value ->
                        !(value instanceof DraftText text && text.value().startsWith(UNRESOLVED)));
    }
}
