package samara.cloud.xray;

import java.util.Optional;

/// A document that is no segment.
final class InvalidSegmentException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Optional<String> id;
    private final String code;

    /// @param id what the document calls itself, as far as it could be read
    InvalidSegmentException(Optional<String> id, String code, String message) {
        super(message);
        this.id = id;
        this.code = code;
    }

    Optional<String> id() {
        return id;
    }

    String code() {
        return code;
    }
}
