package samara.cli.lint;

import java.util.List;
import java.util.Set;
import samara.template.Span;

/// A place where a resource is not what AWS specifies.
sealed interface Mismatch {

    /// The resource.
    String logicalId();

    /// The property or value.
    Span span();

    /// A property that the object does not have.
    record Unknown(String logicalId, Span span, String name, String owner, Set<String> known) implements Mismatch {}

    /// A property that the object must have.
    record Missing(String logicalId, Span span, String name, String owner) implements Mismatch {}

    /// A value of another kind.
    record WrongType(String logicalId, Span span, String name, String expected, String given) implements Mismatch {}

    /// A value that is none of those there are.
    record WrongValue(String logicalId, Span span, String name, String value, List<String> values)
            implements Mismatch {}
}
