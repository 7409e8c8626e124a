package samara.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// What became of a call whose answer is passed on while it is written.
public sealed interface BackendStream {

    /// The backend has begun to answer.
    ///
    /// @param status of an endpoint; a function's is in what it writes
    /// @param body what it writes; its reader closes it. Reading fails where the backend does, and says why
    record Open(int status, Headers headers, InputStream body) implements BackendStream {}

    /// It did not begin.
    record Ended(BackendAnswer answer) implements BackendStream {}

    /// An answer that is there as a whole.
    static BackendStream of(BackendAnswer answer) {
        return switch (answer) {
            case BackendAnswer.Returned(byte[] payload, boolean error)
            when !error -> new Open(200, new Headers(), new ByteArrayInputStream(payload));
            case BackendAnswer.Answered answered ->
                new Open(answered.status(), answered.headers(), new ByteArrayInputStream(answered.body()));
            case BackendAnswer.Returned _,
                    BackendAnswer.Refused _,
                    BackendAnswer.TimedOut _,
                    BackendAnswer.Unreachable _ -> new Ended(answer);
        };
    }

    /// Lets the backend know that nobody reads on.
    default void close() {
        if (this instanceof Open open) {
            try {
                open.body().close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
