package samara.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.template.Evaluator.Failed;

/// The functions that make text and lists.
///
/// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html.
final class TextFunctions {
    private TextFunctions() {}

    static Node sub(Intrinsic call, Evaluator evaluator) {
        Node text = call.argument();
        ObjectNode variables = ObjectNode.empty(call.span());
        if (text instanceof ListNode list) {
            boolean isValid = list.size() == 2 && list.elements().get(1) instanceof ObjectNode;
            if (!isValid) {
                throw new Failed(
                        "bad-argument", "`Fn::Sub` takes a text, or a text and an object of variables.", text.span());
            }
            variables = (ObjectNode) list.elements().get(1);
            text = list.elements().getFirst();
        }
        Node place = text;
        String source = text.asString()
                .orElseThrow(() -> new Failed(
                        "bad-argument",
                        "The text of `Fn::Sub` must be a string, not a " + place.kind() + ".",
                        place.span()));
        SubText parsed = SubText.parse(source);
        if (parsed.problem().isPresent()) {
            throw new Failed("bad-sub", parsed.problem().get(), text.span());
        }
        var result = new StringBuilder();
        for (SubText.Part part : parsed.parts()) {
            switch (part) {
                case SubText.Part.Literal literal -> result.append(literal.text());
                case SubText.Part.Variable variable ->
                    result.append(variable(variable.name(), variables, place.span(), evaluator));
            }
        }
        Node value = evaluator.value(new StringNode(result.toString(), call.span()));
        return value == null ? new StringNode("", call.span()) : value;
    }

    private static String variable(String name, ObjectNode variables, Span span, Evaluator evaluator) {
        Optional<Node> own = variables.get(name);
        if (own.isPresent()) {
            return evaluator.text(own.get(), "the variable `" + name + "` of `Fn::Sub`");
        }
        int dot = name.indexOf('.');
        Node value = dot < 0
                ? evaluator.named(name, span)
                : evaluator.attribute(name.substring(0, dot), name.substring(dot + 1), span);
        if (value == null) {
            return "";
        }
        return value.asText()
                .orElseThrow(() ->
                        new Failed("bad-sub", "`${" + name + "}` is a " + value.kind() + ", which is no text.", span));
    }

    static Node join(Intrinsic call, Evaluator evaluator) {
        List<Node> arguments = exactly(call, 2, "a delimiter and a list");
        String delimiter = evaluator.text(arguments.get(0), "the delimiter of `Fn::Join`");
        var parts = new ArrayList<String>();
        for (Node element : evaluator.elements(arguments.get(1), "the list of `Fn::Join`")) {
            parts.add(evaluator.text(element, "an element of `Fn::Join`"));
        }
        return new StringNode(String.join(delimiter, parts), call.span());
    }

    static Node split(Intrinsic call, Evaluator evaluator) {
        List<Node> arguments = exactly(call, 2, "a delimiter and a text");
        String delimiter = evaluator.text(arguments.get(0), "the delimiter of `Fn::Split`");
        String text = evaluator.text(arguments.get(1), "the text of `Fn::Split`");
        if (delimiter.isEmpty()) {
            throw new Failed("bad-argument", "The delimiter of `Fn::Split` must not be empty.", call.span());
        }
        var parts = new ArrayList<Node>();
        int from = 0;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
            parts.add(new StringNode(text.substring(from, at), call.span()));
            from = at + delimiter.length();
        }
        parts.add(new StringNode(text.substring(from), call.span()));
        return new ListNode(parts, call.span());
    }

    static @Nullable Node select(Intrinsic call, Evaluator evaluator) {
        List<Node> arguments = exactly(call, 2, "an index and a list");
        String text = evaluator.text(arguments.get(0), "the index of `Fn::Select`");
        List<Node> elements = evaluator.elements(arguments.get(1), "the list of `Fn::Select`");
        boolean isIndex = text.matches("[0-9]{1,9}");
        if (!isIndex || Integer.parseInt(text) >= elements.size()) {
            throw new Failed(
                    "bad-argument",
                    "`Fn::Select` cannot select the index " + text + " of a list of " + elements.size() + ".",
                    call.span());
        }
        return elements.get(Integer.parseInt(text));
    }

    static Node base64(Intrinsic call, Evaluator evaluator) {
        byte[] text =
                evaluator.text(call.argument(), "the argument of `Fn::Base64`").getBytes(StandardCharsets.UTF_8);
        return new StringNode(Base64.getEncoder().encodeToString(text), call.span());
    }

    static Node length(Intrinsic call, Evaluator evaluator) {
        evaluator.needExtensions("`Fn::Length`", call.span());
        return NumberNode.of(
                evaluator
                        .elements(call.argument(), "the argument of `Fn::Length`")
                        .size(),
                call.span());
    }

    static Node toJsonString(Intrinsic call, Evaluator evaluator) {
        evaluator.needExtensions("`Fn::ToJsonString`", call.span());
        Node value = evaluator.value(call.argument());
        if (value instanceof ObjectNode || value instanceof ListNode) {
            return new StringNode(JsonWriter.compact(value), call.span());
        }
        throw new Failed("bad-argument", "`Fn::ToJsonString` takes an object or a list.", call.span());
    }

    /// The arguments of a function that takes a fixed number.
    static List<Node> exactly(Intrinsic call, int count, String what) {
        List<Node> arguments = call.arguments().orElse(List.of());
        if (arguments.size() != count) {
            throw new Failed(
                    "bad-argument",
                    "`" + call.name() + "` takes " + what + ".",
                    call.argument().span());
        }
        return arguments;
    }
}
