package samara.gateway;

/// What became of a call to a backend.
public sealed interface BackendAnswer {

    /// A function returned.
    ///
    /// @param error whether what it returned is an error document (`errorMessage`, `errorType`)
    record Returned(byte[] payload, boolean error) implements BackendAnswer {}

    /// An HTTP endpoint or AWS action answered.
    record Answered(int status, Headers headers, byte[] body) implements BackendAnswer {}

    /// The gateway may not call it.
    ///
    /// @param reason a sentence for the execution log
    record Refused(String reason) implements BackendAnswer {}

    /// It took too long.
    record TimedOut() implements BackendAnswer {}

    /// It could not be called: not there, throttled, no connection.
    ///
    /// @param reason a sentence for the execution log
    record Unreachable(String reason) implements BackendAnswer {}
}
