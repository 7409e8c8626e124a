package samara.functions;

import java.util.Optional;

/// What a runtime tells of a failure.
///
/// @param document the error document for the caller
/// @param errorType such as `Runtime.ImportModuleError`
/// @param xrayCause JSON for the function's trace segment
// An array, not a copy: it goes right out again.
@SuppressWarnings("ArrayRecordComponent")
record RuntimeFailure(byte[] document, Optional<String> errorType, Optional<String> xrayCause) {
    static RuntimeFailure of(ErrorDocument document) {
        return new RuntimeFailure(document.json(), Optional.of(document.errorType()), Optional.empty());
    }
}
