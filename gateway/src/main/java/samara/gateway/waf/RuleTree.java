package samara.gateway.waf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An object of a web ACL's tree, with its place for messages.
record RuleTree(String place, Map<?, ?> members) {

    /// Refuses members that are none of these.
    RuleTree only(String... known) {
        Set<String> unknown = new TreeSet<>();
        members.keySet().forEach(key -> unknown.add(String.valueOf(key)));
        unknown.removeAll(Set.of(known));
        if (!unknown.isEmpty()) {
            throw new InvalidRuleException(at(unknown.iterator().next()), "is not known, or not built yet.");
        }
        return this;
    }

    /// The one member that is set.
    String choice(String... known) {
        only(known);
        if (members.size() != 1) {
            throw new InvalidRuleException(place, "exactly one of " + String.join(", ", known) + " is needed.");
        }
        return String.valueOf(members.keySet().iterator().next());
    }

    String at(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    RuleTree object(String name) {
        return objectIfThere(name).orElseThrow(() -> missing(name));
    }

    Optional<RuleTree> objectIfThere(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new InvalidRuleException(at(name), "must be an object.");
        }
        return Optional.of(new RuleTree(at(name), map));
    }

    List<RuleTree> objects(String name) {
        List<RuleTree> objects = new ArrayList<>();
        for (Object value : list(name)) {
            if (!(value instanceof Map<?, ?> map)) {
                throw new InvalidRuleException(at(name), "must be a list of objects.");
            }
            objects.add(new RuleTree(at(name) + "[" + objects.size() + "]", map));
        }
        return objects;
    }

    List<String> texts(String name) {
        return list(name).stream().map(String::valueOf).toList();
    }

    private List<?> list(String name) {
        Object value = members.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new InvalidRuleException(at(name), "must be a list.");
        }
        return list;
    }

    String text(String name) {
        return textIfThere(name).orElseThrow(() -> missing(name));
    }

    Optional<String> textIfThere(String name) {
        @Nullable Object value = members.get(name);
        if (value instanceof Map || value instanceof List) {
            throw new InvalidRuleException(at(name), "must be a text.");
        }
        return Optional.ofNullable(value).map(String::valueOf);
    }

    /// A text that is one of these.
    String oneOf(String name, String... known) {
        String text = text(name);
        if (!List.of(known).contains(text)) {
            throw new InvalidRuleException(at(name), "must be one of " + String.join(", ", known) + ".");
        }
        return text;
    }

    long number(String name, long min, long max) {
        String text = text(name);
        if (!text.matches("-?\\d{1,18}") || Long.parseLong(text) < min || Long.parseLong(text) > max) {
            throw new InvalidRuleException(at(name), "must be a whole number from " + min + " to " + max + ".");
        }
        return Long.parseLong(text);
    }

    private InvalidRuleException missing(String name) {
        return new InvalidRuleException(at(name), "is missing.");
    }
}
