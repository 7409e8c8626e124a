package samara.wire;

import org.jspecify.annotations.Nullable;

/// The input or output of an operation that has none.
public record Nothing() implements Structure {

    /// The one value.
    public static final Nothing INSTANCE = new Nothing();

    @Override
    public @Nullable Object member(int index) {
        throw new IndexOutOfBoundsException(index);
    }
}
