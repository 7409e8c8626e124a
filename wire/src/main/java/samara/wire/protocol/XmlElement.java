package samara.wire.protocol;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import samara.wire.AwsException;

/// An element of XML with what is in it; namespaces are left out, as AWS's services do.
///
/// @param attributes by local name
record XmlElement(String name, Map<String, String> attributes, List<XmlElement> children, String text) {
    private static final int MAX_DEPTH = 50;

    /// Lists of keys to delete and of parts have up to 10,000 items of a few elements.
    private static final int MAX_ELEMENTS = 200_000;

    /// Reads a document.
    ///
    /// @throws AwsException where it is none, declares entities, or is too large
    static XmlElement parse(byte[] xml) {
        try {
            XMLStreamReader in = Factory.INPUT.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (in.next() != XMLStreamConstants.START_ELEMENT) {
                if (in.getEventType() == XMLStreamConstants.DTD) {
                    throw malformed();
                }
            }
            return element(in, 0, new int[1]);
        } catch (XMLStreamException e) {
            throw malformed();
        }
    }

    private static XmlElement element(XMLStreamReader in, int depth, int[] count) throws XMLStreamException {
        if (depth > MAX_DEPTH || ++count[0] > MAX_ELEMENTS) {
            throw malformed();
        }
        String name = in.getLocalName();
        var attributes = new LinkedHashMap<String, String>();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
        }
        var children = new ArrayList<XmlElement>();
        var text = new StringBuilder();
        for (int event = in.next(); event != XMLStreamConstants.END_ELEMENT; event = in.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(in, depth + 1, count));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(in.getText());
                case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD -> throw malformed();
                default -> {}
            }
        }
        return new XmlElement(name, attributes, children, text.toString());
    }

    /// The first child of a name.
    @Nullable
    XmlElement child(String childName) {
        for (XmlElement child : children) {
            if (child.name.equals(childName)) {
                return child;
            }
        }
        return null;
    }

    /// The children of a name.
    List<XmlElement> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    static AwsException malformed() {
        return new AwsException(
                "MalformedXML",
                400,
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    /// Made at the first use: the JDK looks for it.
    private static final class Factory {
        static final XMLInputFactory INPUT = make();

        private static XMLInputFactory make() {
            var factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            return factory;
        }
    }
}
