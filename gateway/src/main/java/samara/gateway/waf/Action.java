package samara.gateway.waf;

import java.util.Map;
import java.util.Optional;

/// What becomes of a request that a rule matches.
sealed interface Action {
    /// It goes on, and no rule after this one is asked.
    ///
    /// @param headers put into the request, `x-amzn-waf-…`
    record Allow(Map<String, String> headers) implements Action {}

    /// It is answered with 403, or with what the owner says.
    record Block(Optional<CustomResponse> response) implements Action {}

    /// It is counted, and the next rule is asked.
    record Count(Map<String, String> headers) implements Action {}

    /// An owner's own answer.
    record CustomResponse(int status, Map<String, String> headers, String contentType, String body) {}
}
