package samara.cli.init.jinja;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The methods of Python's texts, lists and dictionaries that templates call.
record Methods(String place) {

    Value call(Value of, String name, List<Value> arguments) {
        return switch (of) {
            case Value.Text text -> text(text.value(), name, arguments);
            case Value.Dict dict -> dict(dict, name, arguments);
            case Value.Items _, Value.Flag _, Value.Whole _, Value.None _, Value.Undefined _ -> throw unknown(of, name);
        };
    }

    private Value text(String text, String name, List<Value> arguments) {
        return switch (name) {
            case "lower" -> Value.of(text.toLowerCase(Locale.ROOT));
            case "upper" -> Value.of(text.toUpperCase(Locale.ROOT));
            case "title" -> Value.of(title(text));
            case "capitalize" -> Value.of(capitalized(text));
            case "strip" -> Value.of(stripped(text, characters(arguments), true, true));
            case "lstrip" -> Value.of(stripped(text, characters(arguments), true, false));
            case "rstrip" -> Value.of(stripped(text, characters(arguments), false, true));
            case "replace" -> Value.of(text.replace(argument(name, arguments, 0), argument(name, arguments, 1)));
            case "split" ->
                arguments.isEmpty()
                        ? Value.of(List.of(text.strip().split("\\s+")))
                        : Value.of(List.of(text.split(Pattern.quote(argument(name, arguments, 0)), -1)));
            case "startswith" -> new Value.Flag(text.startsWith(argument(name, arguments, 0)));
            case "endswith" -> new Value.Flag(text.endsWith(argument(name, arguments, 0)));
            case "join" -> joined(text, arguments);
            case "isdigit" -> new Value.Flag(text.matches("\\d+"));
            case "isidentifier" -> new Value.Flag(text.matches("[A-Za-z_]\\w*"));
            default -> throw unknown(Value.of(text), name);
        };
    }

    private Value joined(String separator, List<Value> arguments) {
        if (arguments.size() == 1 && arguments.getFirst() instanceof Value.Items(List<Value> values)) {
            return Value.of(
                    String.join(separator, values.stream().map(Value::shown).toList()));
        }
        throw new JinjaException(place + ": `join` takes a list.");
    }

    private Value dict(Value.Dict dict, String name, List<Value> arguments) {
        return switch (name) {
            case "items" ->
                new Value.Items(dict.members().entrySet().stream()
                        .<Value>map(entry -> new Value.Items(List.of(Value.of(entry.getKey()), entry.getValue())))
                        .toList());
            case "keys" -> Value.of(List.copyOf(dict.members().keySet()));
            case "values" -> new Value.Items(List.copyOf(dict.members().values()));
            case "get" ->
                dict.members()
                        .getOrDefault(
                                argument(name, arguments, 0),
                                arguments.size() > 1 ? arguments.get(1) : new Value.None());
            default -> throw unknown(dict, name);
        };
    }

    private String argument(String name, List<Value> arguments, int index) {
        if (index >= arguments.size() || !(arguments.get(index) instanceof Value.Text(String text))) {
            throw new JinjaException(place + ": `" + name + "` takes " + (index + 1) + " texts.");
        }
        return text;
    }

    private String characters(List<Value> arguments) {
        return arguments.isEmpty() ? " \t\r\n" : argument("strip", arguments, 0);
    }

    private static String stripped(String text, String characters, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && characters.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (right && end > start && characters.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    static String capitalized(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1).toLowerCase(Locale.ROOT);
    }

    static String title(String text) {
        return Pattern.compile("[\\p{L}]+").matcher(text).replaceAll(word -> capitalized(word.group()));
    }

    private JinjaException unknown(Value of, String name) {
        return new JinjaException(place + ": the method `" + name + "` of a " + of.kind() + " is not built.");
    }
}
