package samara.gateway;

import java.util.Optional;

/// The place of a request in a trace.
///
/// @param root the trace's id, `1-…`
/// @param parent the segment of who sent the request
/// @param segment the id of the request's own segment
/// @param call the id of the subsegment about what is behind the API
public record RequestTrace(String root, Optional<String> parent, String segment, String call) {

    /// The `X-Amzn-Trace-Id` for what the request leads to before the integration: authorizers.
    public String header() {
        return header(segment);
    }

    /// The `X-Amzn-Trace-Id` for what is behind the API.
    public String callHeader() {
        return header(call);
    }

    private String header(String from) {
        return "Root=" + root + ";Parent=" + from + ";Sampled=1";
    }
}
