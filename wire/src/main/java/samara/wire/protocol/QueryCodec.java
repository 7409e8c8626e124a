package samara.wire.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import samara.wire.AwsException;
import samara.wire.Body;
import samara.wire.Member;
import samara.wire.OperationModel;
import samara.wire.Schema;
import samara.wire.ServiceModel;
import samara.wire.Structure;
import samara.wire.WireHeaders;
import samara.wire.WireRequest;
import samara.wire.WireResponse;

/// The query protocol: a form in, XML out.
final class QueryCodec implements Codec {
    static final QueryCodec INSTANCE = new QueryCodec();

    private QueryCodec() {}

    /// A parameter's place in `A.B.1.C=value`.
    private static final class Place {
        private static final int MAX_DEPTH = 60;
        private @Nullable String value;
        private final Map<String, Place> children = new LinkedHashMap<>();

        void set(String name, String text) {
            Place place = this;
            String[] parts = name.split("\\.", -1);
            if (parts.length > MAX_DEPTH) {
                throw new AwsException("MalformedInput", 400, "`" + name + "` nests too deep.");
            }
            for (String part : parts) {
                place = place.children.computeIfAbsent(part, k -> new Place());
            }
            place.value = text;
        }

        /// The children with numbers, in the order of these.
        List<Place> numbered() {
            var numbered = new TreeMap<Integer, Place>();
            children.forEach((name, place) -> {
                if (name.matches("[0-9]{1,9}")) {
                    numbered.put(Integer.valueOf(name), place);
                }
            });
            return List.copyOf(numbered.values());
        }
    }

    @Override
    public Object decode(Route route, WireRequest request) {
        var root = new Place();
        String form = new String(Bodies.read(request.body()), StandardCharsets.UTF_8);
        QueryString.parse(form).all().forEach((name, values) -> root.set(name, values.getLast()));
        route.query().all().forEach((name, values) -> root.set(name, values.getLast()));
        Schema input = route.operation().shapes().input();
        var checks = new Checks(route.service());
        Object result = structure(root, input, checks);
        checks.finish();
        return result;
    }

    private static Object structure(Place place, Schema schema, Checks checks) {
        List<Member> members = schema.members();
        var values = new @Nullable Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            Member member = members.get(i);
            Place child = place.children.get(member.xmlName());
            if (child == null && member.flattened()) {
                child = place.children.get(member.wireName());
            }
            if (child != null) {
                checks.enter(member.name());
                values[i] = value(child, member, checks);
                checks.leave();
            }
        }
        return checks.structure(schema, values);
    }

    private static @Nullable Object value(Place place, Member member, Checks checks) {
        Schema schema = member.schema();
        Object value = switch (schema.kind()) {
            case STRUCTURE -> structure(place, schema, checks);
            case UNION -> union(place, schema, checks);
            case LIST -> list(place, member, checks);
            case MAP -> map(place, member, checks);
            case STRING, BOOLEAN, INTEGER, LONG, FLOAT, DOUBLE, TIMESTAMP, BLOB ->
                place.value == null ? null : HttpMembers.scalar(member, place.value, "iso8601");
        };
        if (value != null) {
            checks.check(schema, value);
        }
        return value;
    }

    private static Object union(Place place, Schema schema, Checks checks) {
        List<Member> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            Place child = place.children.get(members.get(i).xmlName());
            Object value = child == null ? null : value(child, members.get(i), checks);
            if (value != null) {
                return checks.areViolated() ? Checks.UNMAKEABLE : schema.makeUnion(i, value);
            }
        }
        throw new AwsException("MalformedInput", 400, schema.name() + " has none of its members set.");
    }

    private static List<Object> list(Place place, Member member, Checks checks) {
        Member item = member.schema().members().getFirst();
        Place items = place;
        if (!member.flattened()) {
            items = place.children.getOrDefault(item.xmlName(), place);
        }
        var list = new ArrayList<Object>();
        for (Place each : items.numbered()) {
            checks.enter(list.size() + 1 + ".member");
            Object value = value(each, item, checks);
            if (value != null) {
                list.add(value);
            }
            checks.leave();
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<String, Object> map(Place place, Member member, Checks checks) {
        Member key = member.schema().members().getFirst();
        Member item = member.schema().members().getLast();
        Place entries = member.flattened() ? place : place.children.getOrDefault("entry", place);
        var map = new LinkedHashMap<String, Object>();
        for (Place entry : entries.numbered()) {
            Place name = entry.children.get(key.xmlName());
            Place value = entry.children.get(item.xmlName());
            Object read = value == null ? null : value(value, item, checks);
            if (name != null && name.value != null && read != null) {
                map.put(name.value, read);
            }
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public WireResponse encode(OperationModel<?, ?> operation, Object output, String requestId) {
        Schema schema = operation.shapes().output();
        String root = operation.name() + "Response";
        var xml = new XmlWriter().open(root, operation.service().xmlNamespace());
        String wrapper = operation.shapes().resultWrapper();
        if (!wrapper.isEmpty()) {
            xml.open(wrapper).members(schema, (Structure) output);
            xml.close(wrapper);
        }
        xml.open("ResponseMetadata").element("RequestId", requestId).close("ResponseMetadata");
        return new WireResponse(200, headers(requestId), Body.of(xml.close(root).toBytes()));
    }

    @Override
    public WireResponse error(ServiceModel service, AwsException error, String requestId) {
        var xml = new XmlWriter();
        errorBody(xml, service.xmlNamespace(), error, requestId);
        return new WireResponse(error.status(), headers(requestId), Body.of(xml.toBytes()));
    }

    static void errorBody(XmlWriter xml, String namespace, AwsException error, String requestId) {
        xml.open("ErrorResponse", namespace).open("Error");
        xml.element("Type", error.status() < 500 ? "Sender" : "Receiver");
        xml.element("Code", error.code()).element("Message", error.message()).close("Error");
        xml.element("RequestId", requestId).close("ErrorResponse");
    }

    private static WireHeaders headers(String requestId) {
        return new WireHeaders().add("Content-Type", "text/xml").add("x-amzn-RequestId", requestId);
    }
}
