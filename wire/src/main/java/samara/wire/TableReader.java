package samara.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the table that the generator wrote for a service (`TableFile` of the generator is the format).
final class TableReader {
    private final GeneratedService service;

    TableReader(GeneratedService service) {
        this.service = service;
    }

    ServiceTable read(String id) {
        var resource = GeneratedService.class.getResourceAsStream("/samara/wire/" + id + "/service.bin");
        if (resource == null) {
            throw new IllegalArgumentException("No service is called `" + id + "` here.");
        }
        try (var in = new DataInputStream(new BufferedInputStream(resource))) {
            return table(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServiceTable table(DataInputStream in) throws IOException {
        String id = in.readUTF();
        String signingName = in.readUTF();
        String fullName = in.readUTF();
        in.readUTF(); // the endpoint's prefix, which `services.txt` has, too
        String targetPrefix = in.readUTF();
        String apiVersion = in.readUTF();
        String xmlNamespace = in.readUTF();
        var protocols = new ArrayList<Protocol>();
        for (String name : in.readUTF().split(",", -1)) {
            protocols.add(Protocol.of(name));
        }
        boolean queryCompatible = in.readBoolean();
        var errors = errors(in);
        var operations = operations(in);
        var shapes = shapes(in);
        var byCode = new LinkedHashMap<String, ErrorModel>();
        for (var error : errors) {
            byCode.putIfAbsent(error.code(), error.with(shapes));
            byCode.putIfAbsent(error.shape(), error.with(shapes));
        }
        var byName = new LinkedHashMap<String, OperationModel<?, ?>>();
        for (var operation : operations) {
            byName.put(operation.name(), operation.with(service, shapes));
        }
        return new ServiceTable(
                id,
                signingName,
                fullName,
                apiVersion,
                targetPrefix,
                xmlNamespace,
                List.copyOf(protocols),
                queryCompatible,
                byCode,
                byName,
                List.of());
    }

    private record RawError(String code, String shape, int status, String message, boolean hasType, int number) {
        ErrorModel with(List<Schema> shapes) {
            return new ErrorModel(code, shape, status, message, hasType, schema(shapes, number));
        }
    }

    private static List<RawError> errors(DataInputStream in) throws IOException {
        int count = in.readShort();
        var errors = new ArrayList<RawError>(count);
        for (int i = 0; i < count; i++) {
            errors.add(new RawError(
                    in.readUTF(), in.readUTF(), in.readShort(), in.readUTF(), in.readBoolean(), in.readShort()));
        }
        return errors;
    }

    private record RawOperation(
            String name, HttpBinding http, String inputName, String inputNamespace, String wrapper, int[] numbers) {
        TableOperation with(ServiceModel service, List<Schema> shapes) {
            var itsShapes = new OperationShapes(
                    schema(shapes, numbers[1]), schema(shapes, numbers[2]), inputName, inputNamespace, wrapper);
            return new TableOperation(service, name, numbers[0] == 1, http, itsShapes);
        }
    }

    private static List<RawOperation> operations(DataInputStream in) throws IOException {
        int count = in.readShort();
        var operations = new ArrayList<RawOperation>(count);
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            var http = new HttpBinding(
                    in.readUTF(),
                    in.readUTF(),
                    in.readShort(),
                    in.readBoolean(),
                    in.readBoolean(),
                    texts(in),
                    texts(in));
            String inputName = in.readUTF();
            String inputNamespace = in.readUTF();
            String wrapper = in.readUTF();
            int[] numbers = {in.readBoolean() ? 1 : 0, in.readShort(), in.readShort()};
            in.skipNBytes(2L * in.readShort());
            operations.add(new RawOperation(name, http, inputName, inputNamespace, wrapper, numbers));
        }
        return operations;
    }

    private record RawMember(String name, Reference target, String xmlName, String location, boolean[] flags, Xml xml) {
        Member with(List<Schema> shapes) {
            Schema schema = shapes.get(target.number());
            return new Member(
                    name,
                    target.nameOr(name),
                    xmlName,
                    schema,
                    place(location),
                    flags[0],
                    flags[1],
                    flags[3] || schema.traits().flattened(),
                    flags[2],
                    flags[4],
                    xml.timestampFormat().isEmpty() ? schema.traits().timestampFormat() : xml.timestampFormat(),
                    xml.namespace());
        }
    }

    private record Xml(String timestampFormat, XmlNamespace namespace) {}

    private record Reference(int number, String locationName) {
        String nameOr(String otherwise) {
            return locationName.isEmpty() ? otherwise : locationName;
        }

        RawMember item(String otherwise) {
            return new RawMember(
                    otherwise, this, nameOr(otherwise), "", new boolean[5], new Xml("", XmlNamespace.NONE));
        }
    }

    private record RawShape(Schema schema, List<RawMember> members, String payload) {
        void complete(List<Schema> shapes) {
            int payloadIndex = -1;
            for (int i = 0; i < members.size(); i++) {
                if (members.get(i).name().equals(payload)) {
                    payloadIndex = i;
                }
            }
            schema.complete(members.stream().map(member -> member.with(shapes)).toList(), payloadIndex);
        }
    }

    private List<Schema> shapes(DataInputStream in) throws IOException {
        int count = in.readShort();
        var raw = new ArrayList<RawShape>(count);
        for (int i = 0; i < count; i++) {
            raw.add(shape(in, i));
        }
        var schemas = raw.stream().map(RawShape::schema).toList();
        raw.forEach(shape -> shape.complete(schemas));
        return schemas;
    }

    private RawShape shape(DataInputStream in, int number) throws IOException {
        var schema = schema(in, number);
        return switch (schema.kind()) {
            case LIST -> new RawShape(schema, List.of(reference(in).item("member")), "");
            case MAP ->
                new RawShape(
                        schema, List.of(reference(in).item("key"), reference(in).item("value")), "");
            case STRUCTURE, UNION -> {
                String payload = in.readUTF();
                yield new RawShape(schema, members(in), payload);
            }
            case STRING, BOOLEAN, INTEGER, LONG, FLOAT, DOUBLE, TIMESTAMP, BLOB -> new RawShape(schema, List.of(), "");
        };
    }

    private Schema schema(DataInputStream in, int number) throws IOException {
        String name = in.readUTF();
        var kind = kind(in.readUTF());
        int min = in.readInt();
        int max = in.readInt();
        String pattern = in.readUTF();
        var traits = new Schema.Traits(
                min,
                max,
                pattern.isEmpty() ? Optional.empty() : Optional.of(new ValuePattern(pattern)),
                texts(in),
                in.readUTF(),
                in.readBoolean(),
                namespace(in));
        Schema.Maker maker = kind == Schema.Kind.UNION
                ? values -> service.makeUnion(number, (Integer) values[0], values[1])
                : values -> service.make(number, values);
        return new Schema(name, kind, traits, maker);
    }

    private static List<RawMember> members(DataInputStream in) throws IOException {
        int count = in.readShort();
        var members = new ArrayList<RawMember>(count);
        for (int i = 0; i < count; i++) {
            members.add(new RawMember(
                    in.readUTF(),
                    reference(in),
                    in.readUTF(),
                    in.readUTF(),
                    flags(in),
                    new Xml(in.readUTF(), namespace(in))));
        }
        return members;
    }

    private static boolean[] flags(DataInputStream in) throws IOException {
        var flags = new boolean[5];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = in.readBoolean();
        }
        return flags;
    }

    private static Reference reference(DataInputStream in) throws IOException {
        return new Reference(in.readShort(), in.readUTF());
    }

    private static XmlNamespace namespace(DataInputStream in) throws IOException {
        return new XmlNamespace(in.readUTF(), in.readUTF());
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        int count = in.readShort();
        var texts = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            texts.add(in.readUTF());
        }
        return List.copyOf(texts);
    }

    private static Schema.Kind kind(String type) {
        return type.equals("character") ? Schema.Kind.STRING : Schema.Kind.valueOf(type.toUpperCase(Locale.ROOT));
    }

    private static Member.Location place(String name) {
        return switch (name) {
            case "" -> Member.Location.BODY;
            case "header" -> Member.Location.HEADER;
            case "headers" -> Member.Location.HEADERS;
            case "uri" -> Member.Location.URI;
            case "querystring" -> Member.Location.QUERY;
            case "statusCode" -> Member.Location.STATUS;
            default -> throw new IllegalArgumentException("No place in a request is called `" + name + "`.");
        };
    }

    private static Schema schema(List<Schema> shapes, int number) {
        return number < 0 ? Schema.NOTHING : shapes.get(number);
    }

    private record TableOperation(
            ServiceModel service, String name, boolean isBuilt, HttpBinding http, OperationShapes shapes)
            implements OperationModel<Object, Object> {
        @Override
        public String toString() {
            return service.id() + ":" + name;
        }
    }
}
