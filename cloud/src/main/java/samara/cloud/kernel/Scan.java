package samara.cloud.kernel;

import java.util.Iterator;

/// Entries of a range in its order. Holds a view of the store: close it, best by `try (var scan = …)`.
public interface Scan extends Iterator<Scan.Entry>, AutoCloseable {

    /// A key and its value.
    // Arrays, not copies: the caller owns them.
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(byte[] key, byte[] value) {
        /// The key as text.
        public String keyText() {
            return Table.text(key);
        }
    }

    @Override
    void close();
}
