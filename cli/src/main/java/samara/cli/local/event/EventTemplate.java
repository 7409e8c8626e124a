package samara.cli.local.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cli.command.UserException;
import samara.cli.terminal.JsonText;
import samara.template.Diagnostic;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.StringNode;
import samara.template.TemplateReader;

/// An event with placeholders.
///
/// @param defaults the values of its options where none is given, by key
record EventTemplate(String service, String event, Map<String, String> defaults, ObjectNode root) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z0-9_]+)(?:\\|([a-z0-9]+))?}}");

    /// The event of this name, if there is one.
    static Optional<EventTemplate> of(String service, String event) {
        Optional<String> text = resource(service + "/" + event + ".json");
        return text.map(
                json -> new EventTemplate(service, event, defaults(service + " " + event + " "), read(json, event)));
    }

    private static Map<String, String> defaults(String prefix) {
        Map<String, String> defaults = new LinkedHashMap<>();
        resource("options.txt")
                .orElseThrow()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .forEach(line -> {
                    String rest = line.substring(prefix.length());
                    int space = rest.indexOf(' ');
                    defaults.put(rest.substring(0, space), rest.substring(space + 1));
                });
        return defaults;
    }

    private static Optional<String> resource(String name) {
        try (InputStream in = EventTemplate.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode read(String json, String name) {
        return TemplateReader.read(json, name)
                .root()
                .orElseThrow(() -> new IllegalStateException("The event `" + name + "` is no JSON object."));
    }

    /// The event with these values, and its own for the options that have none.
    ///
    /// @throws UserException where a value must be JSON and isn't
    Node filled(Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>(defaults);
        values.putAll(given);
        return filled(root, values);
    }

    private static Node filled(Node node, Map<String, String> values) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode.Builder builder = ObjectNode.builder(object.span());
                object.forEach((name, member) -> builder.put(name, filled(member, values)));
                yield builder.build();
            }
            case ListNode list -> {
                List<Node> elements = new ArrayList<>();
                list.elements().forEach(element -> elements.add(filled(element, values)));
                yield new ListNode(elements, list.span());
            }
            case StringNode string -> filled(string, values);
            case samara.template.NumberNode number -> number;
            case samara.template.BooleanNode bool -> bool;
            case samara.template.NullNode none -> none;
        };
    }

    private static Node filled(StringNode string, Map<String, String> values) {
        Matcher found = PLACEHOLDER.matcher(string.value());
        if (found.matches()) {
            String filter = found.group(2);
            String value = value(values, found.group(1));
            if (filter != null && filter.equals("json")) {
                return object(value, found.group(1));
            }
            if (filter != null && filter.equals("lists")) {
                ObjectNode.Builder lists = ObjectNode.builder(string.span());
                object(value, found.group(1))
                        .forEach((name, member) -> lists.put(name, new ListNode(List.of(member), string.span())));
                return lists.build();
            }
        }
        var text = new StringBuilder();
        found.reset();
        // Some services send JSON as a text: a value in there is part of a string in a string.
        boolean isJson = string.value().startsWith("{\"");
        while (found.find()) {
            String value = encoded(value(values, found.group(1)), Optional.ofNullable(found.group(2)));
            found.appendReplacement(text, Matcher.quoteReplacement(isJson ? escaped(value) : value));
        }
        return new StringNode(found.appendTail(text).toString(), string.span());
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("options.txt has no value for `" + key + "`.");
        }
        return value;
    }

    private static ObjectNode object(String json, String key) {
        String name = "--" + key.replace('_', '-');
        TemplateReader.Read read = TemplateReader.read(json, name);
        boolean valid = json.stripLeading().startsWith("{")
                && read.diagnostics().stream().noneMatch(Diagnostic::isError);
        return read.root()
                .filter(root -> valid)
                .orElseThrow(() -> new UserException(
                        name + " takes a JSON object such as '{\"name\": \"value\"}', not " + json + "."));
    }

    private static String escaped(String value) {
        String quoted = JsonText.quoted(value);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String encoded(String value, Optional<String> filter) {
        return switch (filter.orElse("")) {
            case "" -> value;
            // As S3 writes keys: folders stay apart.
            case "url" -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%2F", "/");
            case "base64" -> Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
            case "md5" -> md5(value);
            default -> throw new IllegalStateException("There is no encoding `" + filter.get() + "`.");
        };
    }

    private static String md5(String value) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5.", e);
        }
    }
}
