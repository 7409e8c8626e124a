package samara.wire;

/// A namespace that an element of XML declares.
///
/// @param prefix empty for the default namespace
public record XmlNamespace(String uri, String prefix) {
    /// None.
    public static final XmlNamespace NONE = new XmlNamespace("", "");
}
