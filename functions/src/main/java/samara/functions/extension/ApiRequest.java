package samara.functions.extension;

import java.util.Optional;
import java.util.function.Function;

/// A request of an extension.
///
/// @param headers the first value of a header, whatever its case
// An array, not a copy: it is read once.
@SuppressWarnings("ArrayRecordComponent")
public record ApiRequest(String method, String path, Function<String, Optional<String>> headers, byte[] body) {
    Optional<String> header(String name) {
        return headers.apply(name);
    }
}
