package samara.wire;

/// A member of a structure, or the item of a list, or the key or the value of a map.
///
/// @param name AWS's name
/// @param wireName how it is spelt in JSON, a query, a header or a path
/// @param xmlName how its element is spelt in XML, and its part of a query's key
/// @param required whether a request without it is refused
/// @param streaming whether its value is a [Body]
public record Member(
        String name,
        String wireName,
        String xmlName,
        Schema schema,
        Location location,
        boolean required,
        boolean streaming,
        boolean flattened,
        boolean xmlAttribute,
        boolean idempotencyToken,
        String timestampFormat,
        XmlNamespace xmlNamespace) {

    /// Where in a request or an answer a member stands.
    public enum Location {
        /// In the body.
        BODY,
        /// In the header of its name.
        HEADER,
        /// In all headers whose names begin with its name.
        HEADERS,
        /// In the path.
        URI,
        /// In the query string.
        QUERY,
        /// It is the status.
        STATUS
    }
}
