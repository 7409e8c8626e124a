package samara.wire.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import samara.wire.AwsException;
import samara.wire.Blob;
import samara.wire.Member;
import samara.wire.Schema;
import samara.wire.Structure;
import samara.wire.WireHeaders;
import samara.wire.WireRequest;

/// Members of the REST protocols that stand in the path, the query string, headers or the status.
final class HttpMembers {
    private HttpMembers() {}

    static void read(Route route, WireRequest request, @Nullable Object[] values, Checks checks) {
        List<Member> members = route.operation().shapes().input().members();
        for (int i = 0; i < values.length; i++) {
            Member member = members.get(i);
            if (member.location() == Member.Location.BODY) {
                continue;
            }
            checks.enter(member.name());
            Object value = value(member, route, request);
            if (value != null) {
                values[i] = value;
                checks.check(member.schema(), value);
            }
            checks.leave();
        }
    }

    private static @Nullable Object value(Member member, Route route, WireRequest request) {
        return switch (member.location()) {
            case URI -> scalarOrNull(member, route.labels().get(member.wireName()), "iso8601");
            case QUERY -> query(member, route);
            case HEADER -> header(member, request.headers());
            case HEADERS -> prefixed(member, request.headers());
            case STATUS, BODY -> null;
        };
    }

    private static @Nullable Object query(Member member, Route route) {
        return switch (member.schema().kind()) {
            case LIST -> {
                List<String> texts = route.query().all(member.wireName());
                yield texts.isEmpty() ? null : scalars(member.schema().members().getFirst(), texts);
            }
            case MAP -> queryMap(member, route);
            case STRING, BOOLEAN, INTEGER, LONG, FLOAT, DOUBLE, TIMESTAMP, BLOB, STRUCTURE, UNION ->
                scalarOrNull(member, route.query().get(member.wireName()), "iso8601");
        };
    }

    /// All parameters that are no other member's.
    private static @Nullable Object queryMap(Member member, Route route) {
        boolean ofLists = member.schema().members().getLast().schema().kind() == Schema.Kind.LIST;
        var map = new LinkedHashMap<String, Object>();
        var others = route.operation().shapes().input().members().stream()
                .filter(other -> other.location() == Member.Location.QUERY)
                .map(Member::wireName)
                .toList();
        route.query().all().forEach((name, texts) -> {
            if (!others.contains(name) && !route.operation().http().uri().contains("?" + name)) {
                map.put(name, ofLists ? List.copyOf(texts) : texts.getFirst());
            }
        });
        return map.isEmpty() ? null : Collections.unmodifiableMap(map);
    }

    private static @Nullable Object header(Member member, WireHeaders headers) {
        if (member.schema().kind() != Schema.Kind.LIST) {
            return scalarOrNull(member, headers.get(member.wireName()), "rfc822");
        }
        var texts = new ArrayList<String>();
        for (String line : headers.all(member.wireName())) {
            for (String text : line.split(",", -1)) {
                texts.add(text.strip());
            }
        }
        return texts.isEmpty() ? null : scalars(member.schema().members().getFirst(), texts);
    }

    private static @Nullable Object prefixed(Member member, WireHeaders headers) {
        String prefix = member.wireName().toLowerCase(Locale.ROOT);
        var map = new TreeMap<String, Object>();
        headers.forEach((name, value) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                map.put(name.substring(prefix.length()).toLowerCase(Locale.ROOT), value);
            }
        });
        return map.isEmpty() ? null : Collections.unmodifiableMap(map);
    }

    private static List<Object> scalars(Member item, List<String> texts) {
        return texts.stream().map(text -> scalar(item, text, "iso8601")).toList();
    }

    private static @Nullable Object scalarOrNull(Member member, @Nullable String text, String format) {
        return text == null ? null : scalar(member, text, format);
    }

    static Object scalar(Member member, String text, String format) {
        String itsFormat = member.timestampFormat().isEmpty() ? format : member.timestampFormat();
        try {
            return switch (member.schema().kind()) {
                case STRING -> text;
                case BOOLEAN ->
                    switch (text.toLowerCase(Locale.ROOT)) {
                        case "true" -> true;
                        case "false" -> false;
                        default -> throw malformed(member, text);
                    };
                case INTEGER -> Integer.valueOf(text.strip());
                case LONG -> Long.valueOf(text.strip());
                case FLOAT -> Float.valueOf(text.strip());
                case DOUBLE -> Double.valueOf(text.strip());
                case TIMESTAMP -> Timestamps.parse(text, itsFormat);
                case BLOB -> Blob.owning(java.util.Base64.getMimeDecoder().decode(text));
                case LIST, MAP, STRUCTURE, UNION ->
                    throw new IllegalStateException(member.name() + " of the model has no form as a text.");
            };
        } catch (IllegalArgumentException e) {
            throw malformed(member, text);
        }
    }

    private static AwsException malformed(Member member, String text) {
        return new AwsException(
                "SerializationException",
                400,
                "The value `" + text + "` of `" + member.wireName() + "` is no "
                        + member.schema().kind().name().toLowerCase(Locale.ROOT) + ".");
    }

    /// Writes an output's headers; the status that it has or `status`.
    static int write(Schema schema, Structure output, WireHeaders headers, int status) {
        int result = status;
        List<Member> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (member.location() == Member.Location.BODY) {
                continue;
            }
            Object value = output.member(i);
            if (value == null) {
                continue;
            }
            switch (member.location()) {
                case HEADER -> headers.add(member.wireName(), text(member, value));
                case HEADERS ->
                    ((Map<?, ?>) value).forEach((name, text) -> headers.add(member.wireName() + name, (String) text));
                case STATUS -> result = (Integer) value;
                case URI, QUERY, BODY -> {}
            }
        }
        return result;
    }

    private static String text(Member member, Object value) {
        return switch (value) {
            case Instant moment ->
                Timestamps.write(moment, member.timestampFormat().isEmpty() ? "rfc822" : member.timestampFormat());
            case Blob blob -> blob.toBase64();
            case List<?> list ->
                String.join(
                        ",",
                        list.stream()
                                .map(item -> text(member.schema().members().getFirst(), item))
                                .toList());
            default -> value.toString();
        };
    }
}
