import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A service's table as `samara.wire.TableReader` reads it: the service, its errors, all its operations, and the
/// schemas of the shapes that are built. The order of what is written here is the format.
final class TableFile {
    private final Model model;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final List<String> errors;

    TableFile(Model model) {
        this.model = model;
        var names = new LinkedHashSet<String>();
        model.operations.values().forEach(operation -> names.addAll(model.errors(operation)));
        this.errors = List.copyOf(names);
    }

    byte[] bytes() {
        try {
            service();
            out.writeShort(errors.size());
            for (String error : errors) {
                error(error);
            }
            out.writeShort(model.operations.size());
            for (var operation : model.operations.entrySet()) {
                operation(operation.getKey(), operation.getValue());
            }
            out.writeShort(model.reached.size());
            for (String shape : model.reached) {
                shape(shape);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// `id signingName targetPrefix endpointPrefix apiVersion api`, `-` for what it has not.
    String indexLine() {
        String api = model.built.isEmpty() ? "-" : Names.api(model.id);
        String target = Model.text(model.metadata, "targetPrefix");
        return String.join(
                        " ",
                        model.id,
                        signingName(),
                        target.isEmpty() ? "-" : target,
                        Model.text(model.metadata, "endpointPrefix"),
                        Model.text(model.metadata, "apiVersion"),
                        String.join(",", protocols()),
                        api)
                + "\n";
    }

    private String signingName() {
        String name = Model.text(model.metadata, "signingName");
        return name.isEmpty() ? Model.text(model.metadata, "endpointPrefix") : name;
    }

    private List<String> protocols() {
        var protocols = new ArrayList<String>();
        var listed = Model.list(model.metadata, "protocols");
        for (Object protocol : listed.isEmpty() ? List.of(model.metadata.get("protocol")) : listed) {
            protocols.add(
                    protocol.equals("json") ? "json" + Model.text(model.metadata, "jsonVersion") : protocol.toString());
        }
        if (model.metadata.containsKey("awsQueryCompatible") && !protocols.contains("query")) {
            protocols.add("query");
        }
        return protocols;
    }

    private void service() throws IOException {
        var metadata = model.metadata;
        out.writeUTF(model.id);
        out.writeUTF(signingName());
        out.writeUTF(Model.text(metadata, "serviceFullName"));
        out.writeUTF(Model.text(metadata, "endpointPrefix"));
        out.writeUTF(Model.text(metadata, "targetPrefix"));
        out.writeUTF(Model.text(metadata, "apiVersion"));
        out.writeUTF(namespace(metadata));
        out.writeUTF(String.join(",", protocols()));
        out.writeBoolean(metadata.containsKey("awsQueryCompatible"));
    }

    private static String namespace(Map<String, Object> json) {
        return json.get("xmlNamespace") instanceof Map<?, ?> map
                ? String.valueOf(map.get("uri"))
                : Model.text(json, "xmlNamespace");
    }

    private void error(String name) throws IOException {
        var shape = model.shape(name);
        var error = Model.object(shape, "error");
        String code = Model.text(error, "code");
        out.writeUTF(code.isEmpty() ? name : code);
        out.writeUTF(name);
        out.writeShort(Model.number(error, "httpStatusCode", Model.flag(shape, "fault") ? 500 : 400));
        var members = model.members(name).keySet();
        out.writeUTF(members.contains("Message") ? "Message" : "message");
        out.writeBoolean(members.contains("Type"));
        out.writeShort(model.number(name));
    }

    private void operation(String name, Map<String, Object> operation) throws IOException {
        var http = Model.object(operation, "http");
        out.writeUTF(name);
        out.writeUTF(Model.text(http, "method"));
        out.writeUTF(Model.text(http, "requestUri"));
        out.writeShort(Model.number(http, "responseCode", 200));
        out.writeBoolean(Model.text(operation, "authtype").equals("none"));
        out.writeBoolean(Model.flag(Model.object(operation, "httpChecksum"), "requestChecksumRequired")
                || Model.flag(operation, "httpChecksumRequired"));
        discriminators(operation, "querystring");
        discriminators(operation, "header");
        var input = Model.object(operation, "input");
        out.writeUTF(Model.text(input, "locationName"));
        out.writeUTF(namespace(input));
        out.writeUTF(Model.text(Model.object(operation, "output"), "resultWrapper"));
        boolean built = model.built.contains(name);
        out.writeBoolean(built);
        out.writeShort(built ? Model.shapeOf(operation, "input").map(model::number).orElse(-1) : -1);
        out.writeShort(built ? Model.shapeOf(operation, "output").map(model::number).orElse(-1) : -1);
        var own = model.errors(operation);
        out.writeShort(own.size());
        for (String error : own) {
            out.writeShort(errors.indexOf(error));
        }
    }

    /// Required members in the query or header tell operations of one method and path apart.
    private void discriminators(Map<String, Object> operation, String location) throws IOException {
        var names = new ArrayList<String>();
        Model.shapeOf(operation, "input").ifPresent(shape -> model.members(shape).forEach((name, member) -> {
            if (Model.text(member, "location").equals(location) && model.isRequired(shape, name)) {
                names.add(Model.text(member, "locationName"));
            }
        }));
        texts(names);
    }

    private void texts(List<?> texts) throws IOException {
        out.writeShort(texts.size());
        for (Object text : texts) {
            out.writeUTF(text.toString());
        }
    }

    private void shape(String name) throws IOException {
        var shape = model.shape(name);
        String type = shape.get("type").toString();
        out.writeUTF(name);
        out.writeUTF(model.isUnion(name) ? "union" : type);
        out.writeInt(Model.number(shape, "min", -1));
        out.writeInt(Model.number(shape, "max", -1));
        out.writeUTF(pattern(shape));
        texts(Model.list(shape, "enum"));
        out.writeUTF(Model.text(shape, "timestampFormat"));
        out.writeBoolean(Model.flag(shape, "flattened"));
        xmlNamespace(shape);
        switch (type) {
            case "list" -> reference(Model.object(shape, "member"));
            case "map" -> {
                reference(Model.object(shape, "key"));
                reference(Model.object(shape, "value"));
            }
            case "structure" -> structure(name, shape);
            default -> {}
        }
    }

    /// A pattern that says something and that Java understands; AWS's models hold some that it doesn't.
    private static String pattern(Map<String, Object> shape) {
        String pattern = Model.text(shape, "pattern");
        if (pattern.equals(".*") || pattern.equals("[\\s\\S]*") || pattern.equals("^[\\s\\S]*$")) {
            return "";
        }
        try {
            Pattern.compile(pattern);
            return pattern;
        } catch (PatternSyntaxException e) {
            return "";
        }
    }

    private void xmlNamespace(Map<String, Object> json) throws IOException {
        var namespace = json.get("xmlNamespace") instanceof Map<?, ?> ? Model.object(json, "xmlNamespace") : Map.of();
        out.writeUTF(String.valueOf(namespace.containsKey("uri") ? namespace.get("uri") : ""));
        out.writeUTF(String.valueOf(namespace.containsKey("prefix") ? namespace.get("prefix") : ""));
    }

    private void reference(Map<String, Object> reference) throws IOException {
        out.writeShort(model.number(reference.get("shape").toString()));
        out.writeUTF(Model.text(reference, "locationName"));
    }

    private void structure(String name, Map<String, Object> shape) throws IOException {
        var members = model.members(name);
        out.writeUTF(Model.text(shape, "payload"));
        out.writeShort(members.size());
        for (var entry : members.entrySet()) {
            var member = entry.getValue();
            var target = model.shape(member.get("shape").toString());
            out.writeUTF(entry.getKey());
            reference(member);
            out.writeUTF(xmlName(entry.getKey(), member, target));
            out.writeUTF(Model.text(member, "location"));
            out.writeBoolean(model.isRequired(name, entry.getKey()));
            out.writeBoolean(Model.flag(member, "streaming") || Model.flag(target, "streaming"));
            out.writeBoolean(Model.flag(member, "xmlAttribute"));
            out.writeBoolean(Model.flag(member, "flattened"));
            out.writeBoolean(Model.flag(member, "idempotencyToken"));
            out.writeUTF(Model.text(member, "timestampFormat"));
            xmlNamespace(member);
        }
    }

    /// The items of a flattened list stand under the list's item name, where it has one, not under the member's. A
    /// `queryName` is what only the query protocol calls it.
    private static String xmlName(String name, Map<String, Object> member, Map<String, Object> target) {
        String item = Model.text(Model.object(target, "member"), "locationName");
        boolean flattened = Model.flag(member, "flattened") || Model.flag(target, "flattened");
        String query = Model.text(member, "queryName");
        String own = query.isEmpty() ? Model.text(member, "locationName") : query;
        return flattened && !item.isEmpty() ? item : own.isEmpty() ? name : own;
    }
}
