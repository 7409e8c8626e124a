package samara.cli.init.jinja;

import samara.cli.terminal.JsonText;

/// Values as JSON.
final class Json {
    private Json() {}

    static String text(Value value) {
        return switch (value) {
            case Value.Text text -> JsonText.quoted(text.value());
            case Value.Flag flag -> Boolean.toString(flag.value());
            case Value.Whole whole -> Long.toString(whole.value());
            case Value.None _, Value.Undefined _ -> "null";
            case Value.Items items ->
                "[" + String.join(", ", items.values().stream().map(Json::text).toList()) + "]";
            case Value.Dict dict ->
                "{"
                        + String.join(
                                ", ",
                                dict.members().entrySet().stream()
                                        .map(e -> JsonText.quoted(e.getKey()) + ": " + text(e.getValue()))
                                        .toList())
                        + "}";
        };
    }
}
