package samara.gateway.waf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import samara.gateway.ApiRequest;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;
import samara.gateway.rest.PercentEncoding;

/// The part of a request that a statement looks at.
///
/// Limits: the first 16 KB of a body; the first 8 KB and 200 of headers and cookies. What is more is handled as
/// `OversizeHandling` says.
///
/// @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-fields-list.html">request
///     components</a>
sealed interface Field {
    int BODY_LIMIT_BYTES = 16 * 1024;
    int HEADERS_LIMIT_BYTES = 8 * 1024;
    int HEADERS_LIMIT = 200;

    /// What there is to inspect.
    ///
    /// @param decided the statement's result, where the part is larger than what is inspected
    record Found(List<String> texts, Optional<Boolean> decided) {
        static Found of(List<String> texts) {
            return new Found(texts, Optional.empty());
        }
    }

    Found in(ApiRequest request);

    /// A header; of several of its name, each.
    record SingleHeader(String name) implements Field {
        @Override
        public Found in(ApiRequest request) {
            return Found.of(request.headers().all(name));
        }
    }

    /// A query argument, decoded.
    record SingleQueryArgument(String name) implements Field {
        @Override
        public Found in(ApiRequest request) {
            List<String> values = new ArrayList<>();
            PercentEncoding.query(request.rawQuery()).forEach((key, all) -> {
                if (key.equalsIgnoreCase(name)) {
                    values.addAll(all);
                }
            });
            return Found.of(values);
        }
    }

    /// All query arguments' values, decoded.
    record AllQueryArguments() implements Field {
        @Override
        public Found in(ApiRequest request) {
            return Found.of(PercentEncoding.query(request.rawQuery()).values().stream()
                    .flatMap(List::stream)
                    .toList());
        }
    }

    /// The path as it was sent.
    record UriPath() implements Field {
        @Override
        public Found in(ApiRequest request) {
            return Found.of(List.of(request.fullPath()));
        }
    }

    /// The query string as it was sent.
    record QueryString() implements Field {
        @Override
        public Found in(ApiRequest request) {
            return Found.of(List.of(request.rawQuery().orElse("")));
        }
    }

    /// The HTTP method.
    record Method() implements Field {
        @Override
        public Found in(ApiRequest request) {
            return Found.of(List.of(request.method()));
        }
    }

    /// The body as text.
    record Body(Oversize oversize) implements Field {
        @Override
        public Found in(ApiRequest request) {
            byte[] body = request.body();
            int length = Math.min(body.length, BODY_LIMIT_BYTES);
            return new Found(
                    List.of(new String(body, 0, length, StandardCharsets.UTF_8)),
                    oversize.decide(body.length > BODY_LIMIT_BYTES));
        }
    }

    /// Keys and values of a JSON body.
    ///
    /// @param included JSON pointers of what is inspected; empty for all
    record JsonBody(Set<String> included, Scope scope, String fallback, Oversize oversize) implements Field {
        @Override
        public Found in(ApiRequest request) {
            byte[] body = request.body();
            String text = new String(body, 0, Math.min(body.length, BODY_LIMIT_BYTES), StandardCharsets.UTF_8);
            List<String> texts = new ArrayList<>();
            try {
                collect("", text.isBlank() ? null : Json.read(text), texts);
            } catch (JsonSyntaxException e) {
                return switch (fallback) {
                    case "MATCH" -> new Found(List.of(), Optional.of(true));
                    case "NO_MATCH" -> new Found(List.of(), Optional.of(false));
                    default -> new Found(List.of(text), oversize.decide(body.length > BODY_LIMIT_BYTES));
                };
            }
            return new Found(texts, oversize.decide(body.length > BODY_LIMIT_BYTES));
        }

        private void collect(String pointer, @Nullable Object value, List<String> texts) {
            switch (value) {
                case Map<?, ?> map ->
                    map.forEach((key, member) -> {
                        String at = pointer + "/" + key;
                        if (scope != Scope.VALUE && isIncluded(at)) {
                            texts.add(String.valueOf(key));
                        }
                        collect(at, member, texts);
                    });
                case List<?> list -> {
                    for (int i = 0; i < list.size(); i++) {
                        collect(pointer + "/" + i, list.get(i), texts);
                    }
                }
                case null -> {}
                default -> {
                    if (scope != Scope.KEY && isIncluded(pointer)) {
                        texts.add(value.toString());
                    }
                }
            }
        }

        private boolean isIncluded(String pointer) {
            return included.isEmpty()
                    || included.stream().anyMatch(path -> pointer.equals(path) || pointer.startsWith(path + "/"));
        }
    }

    /// Headers, or cookies.
    ///
    /// @param named which: `All`, `Included` or `Excluded`
    record Several(boolean cookies, String named, Set<String> names, Scope scope, Oversize oversize) implements Field {
        @Override
        public Found in(ApiRequest request) {
            List<String[]> all = new ArrayList<>();
            if (cookies) {
                for (String header : request.headers().all("Cookie")) {
                    for (String cookie : header.split(";", -1)) {
                        int equals = cookie.indexOf('=');
                        all.add(new String[] {
                            (equals < 0 ? cookie : cookie.substring(0, equals)).strip(),
                            equals < 0 ? "" : cookie.substring(equals + 1).strip()
                        });
                    }
                }
            } else {
                request.headers().forEach((name, value) -> all.add(new String[] {name, value}));
            }
            List<String> texts = new ArrayList<>();
            int size = 0;
            int count = 0;
            for (String[] each : all) {
                size += each[0].length() + each[1].length();
                count++;
                if (size > HEADERS_LIMIT_BYTES || count > HEADERS_LIMIT) {
                    return new Found(texts, oversize.decide(true));
                }
                boolean named = names.contains(each[0].toLowerCase(Locale.ROOT));
                if (this.named.equals("All") || this.named.equals("Included") == named) {
                    if (scope != Scope.VALUE) {
                        texts.add(each[0]);
                    }
                    if (scope != Scope.KEY) {
                        texts.add(each[1]);
                    }
                }
            }
            return Found.of(texts);
        }
    }

    /// What is looked at of pairs.
    enum Scope {
        ALL,
        KEY,
        VALUE
    }

    /// What holds for more than is inspected.
    enum Oversize {
        CONTINUE,
        MATCH,
        NO_MATCH;

        Optional<Boolean> decide(boolean isOversize) {
            return !isOversize || this == CONTINUE ? Optional.empty() : Optional.of(this == MATCH);
        }
    }

    /// Reads `FieldToMatch`.
    static Field of(RuleTree statement) {
        RuleTree tree = statement.object("FieldToMatch");
        String kind = tree.choice(
                "SingleHeader",
                "SingleQueryArgument",
                "AllQueryArguments",
                "UriPath",
                "QueryString",
                "Body",
                "Method",
                "JsonBody",
                "Headers",
                "Cookies");
        RuleTree field = tree.object(kind);
        return switch (kind) {
            case "SingleHeader" -> new SingleHeader(field.only("Name").text("Name"));
            case "SingleQueryArgument" ->
                new SingleQueryArgument(field.only("Name").text("Name"));
            case "AllQueryArguments" -> new AllQueryArguments();
            case "UriPath" -> new UriPath();
            case "QueryString" -> new QueryString();
            case "Method" -> new Method();
            case "Body" -> new Body(oversize(field.only("OversizeHandling")));
            case "JsonBody" -> jsonBody(field);
            default -> several(field, kind.equals("Cookies"));
        };
    }

    private static Field jsonBody(RuleTree field) {
        field.only("MatchPattern", "MatchScope", "InvalidFallbackBehavior", "OversizeHandling");
        RuleTree pattern = field.object("MatchPattern");
        boolean all = pattern.choice("All", "IncludedPaths").equals("All");
        return new JsonBody(
                all ? Set.of() : Set.copyOf(pattern.texts("IncludedPaths")),
                Scope.valueOf(field.oneOf("MatchScope", "ALL", "KEY", "VALUE")),
                field.has("InvalidFallbackBehavior")
                        ? field.oneOf("InvalidFallbackBehavior", "MATCH", "NO_MATCH", "EVALUATE_AS_STRING")
                        : "EVALUATE_AS_STRING",
                oversize(field));
    }

    private static Field several(RuleTree field, boolean cookies) {
        field.only("MatchPattern", "MatchScope", "OversizeHandling");
        String noun = cookies ? "Cookies" : "Headers";
        RuleTree pattern = field.object("MatchPattern");
        String kind = pattern.choice("All", "Included" + noun, "Excluded" + noun);
        Set<String> names = pattern.texts(kind.equals("All") ? "none" : kind).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return new Several(
                cookies,
                kind.replace(noun, ""),
                names,
                Scope.valueOf(field.oneOf("MatchScope", "ALL", "KEY", "VALUE")),
                oversize(field));
    }

    private static Oversize oversize(RuleTree field) {
        return field.has("OversizeHandling")
                ? Oversize.valueOf(field.oneOf("OversizeHandling", "CONTINUE", "MATCH", "NO_MATCH"))
                : Oversize.CONTINUE;
    }
}
