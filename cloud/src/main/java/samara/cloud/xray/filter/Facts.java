package samara.cloud.xray.filter;

import java.util.List;
import java.util.Optional;

/// What an expression is asked of: a trace, or one of its services.
public interface Facts {

    /// Whether a flag such as `fault` is set.
    boolean flag(String keyword);

    /// A number such as `responsetime`, in seconds, if it is known.
    Optional<Double> number(String keyword);

    /// All values of a text such as `http.url`.
    List<String> texts(String keyword);

    /// All values of an annotation: `String`, `Double` or `Boolean`.
    List<Object> annotations(String key);

    /// The services that are part of it.
    List<? extends Facts> services();
}
