package samara.wire;

import org.jspecify.annotations.Nullable;

/// A value of a structure shape. Its records are generated; codecs read them by the members' places in the [Schema].
public interface Structure {

    /// The member at a place, null where it is absent.
    @Nullable
    Object member(int index);
}
