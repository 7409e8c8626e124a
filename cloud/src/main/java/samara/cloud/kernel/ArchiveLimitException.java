package samara.cloud.kernel;

import java.util.zip.ZipException;

/// An archive that holds more than it may.
public final class ArchiveLimitException extends ZipException {
    private static final long serialVersionUID = 1L;

    private final Limit limit;

    /// What may not be more.
    public enum Limit {
        /// Its files and folders.
        ENTRIES,
        /// The bytes of its files.
        BYTES
    }

    ArchiveLimitException(Limit limit, String message) {
        super(message);
        this.limit = limit;
    }

    /// What is more than may be.
    public Limit limit() {
        return limit;
    }
}
