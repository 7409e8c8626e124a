package samara.cli.init.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The filters.
record Filters(String place) {
    private static final Set<String> OF_LISTS =
            Set.of("join", "first", "last", "sort", "reverse", "unique", "list", "length", "count");

    Value apply(Value of, String name, List<Value> arguments) {
        if (name.equals("default") || name.equals("d")) {
            Value otherwise = arguments.isEmpty() ? Value.of("") : arguments.getFirst();
            boolean alsoFalse = arguments.size() > 1 && arguments.get(1).isTrue();
            return of instanceof Value.Undefined || (alsoFalse && !of.isTrue()) ? otherwise : of;
        }
        if (of instanceof Value.Undefined(String what)) {
            throw new JinjaException(place + ": `" + what + "` is undefined.");
        }
        return OF_LISTS.contains(name) ? list(of, name, arguments) : text(of, name, arguments);
    }

    private Value text(Value of, String name, List<Value> arguments) {
        var methods = new Methods(place);
        return switch (name) {
            case "lower", "upper", "title", "capitalize", "replace" ->
                methods.call(Value.of(of.shown()), name, arguments);
            case "trim" -> methods.call(Value.of(of.shown()), "strip", arguments);
            case "string" -> Value.of(of.shown());
            case "safe" -> of;
            case "int" -> whole(of);
            case "slugify" -> Value.of(slug(of.shown()));
            case "tojson", "jsonify" -> Value.of(Json.text(of));
            case "indent" -> Value.of(indented(of.shown(), arguments));
            case "escape", "e" ->
                Value.of(of.shown()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("'", "&#39;")
                        .replace("\"", "&#34;"));
            default -> throw new JinjaException(place + ": the filter `" + name + "` is not built.");
        };
    }

    private Value list(Value of, String name, List<Value> arguments) {
        List<Value> values = of.elements()
                .orElseThrow(
                        () -> new JinjaException(place + ": the filter `" + name + "` takes no " + of.kind() + "."));
        return switch (name) {
            case "join" ->
                Value.of(String.join(
                        arguments.isEmpty() ? "" : arguments.getFirst().shown(),
                        values.stream().map(Value::shown).toList()));
            case "first" -> values.isEmpty() ? new Value.Undefined("first") : values.getFirst();
            case "last" -> values.isEmpty() ? new Value.Undefined("last") : values.getLast();
            case "sort" -> new Value.Items(sorted(values));
            case "reverse" ->
                of instanceof Value.Text ? Value.of(reversed(of.shown())) : new Value.Items(values.reversed());
            case "unique" -> new Value.Items(List.copyOf(new LinkedHashSet<>(values)));
            case "list" -> new Value.Items(values);
            default -> new Value.Whole(values.size());
        };
    }

    private static List<Value> sorted(List<Value> values) {
        List<Value> sorted = new ArrayList<>(values);
        Collections.sort(
                sorted,
                (left, right) -> left instanceof Value.Whole(long a) && right instanceof Value.Whole(long b)
                        ? Long.compare(a, b)
                        : left.shown().compareToIgnoreCase(right.shown()));
        return sorted;
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private Value whole(Value of) {
        String text = of.shown().strip();
        return new Value.Whole(text.matches("-?\\d{1,18}") ? Long.parseLong(text) : 0);
    }

    private static String slug(String text) {
        String plain = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        return Pattern.compile("[^a-z0-9]+").matcher(plain).replaceAll("-").replaceAll("^-|-$", "");
    }

    private static String indented(String text, List<Value> arguments) {
        int width = !arguments.isEmpty() && arguments.getFirst() instanceof Value.Whole(long given)
                ? (int) Math.clamp(given, 0, 100)
                : 4;
        return text.replaceAll("\n(?=[^\n])", "\n" + " ".repeat(width));
    }
}
