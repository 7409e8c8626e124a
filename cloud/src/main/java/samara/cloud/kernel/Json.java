package samara.cloud.kernel;

import java.io.StringWriter;
import samara.template.Node;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// JSON that came with a call, such as a policy, as a [Node], and back. Limits: 100 levels; no member twice.
public final class Json {
    private static final NodeShape NODES = new NodeShape();
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(100).build())
            .build();

    private Json() {}

    /// Reads a text.
    ///
    /// @throws IllegalArgumentException where it is not JSON; the message says what is wrong, and where
    public static Node parse(String json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("there is nothing.");
            }
            Node node = NODES.read(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("there is more after the value.");
            }
            return node;
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw new IllegalArgumentException(
                    e.getOriginalMessage()
                            + (place == null
                                    ? ""
                                    : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")"),
                    e);
        }
    }

    /// Writes compact JSON.
    public static String text(Node node) {
        var out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            NODES.write(node, generator);
        }
        return out.toString();
    }
}
