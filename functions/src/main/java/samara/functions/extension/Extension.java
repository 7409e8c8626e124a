package samara.functions.extension;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One extension that has registered itself. Guarded by its [Extensions].
final class Extension {
    final String name;
    final String id;
    final boolean external;
    final Set<String> events;
    /// Where the next event goes, while the extension waits for one.
    @Nullable
    Reply waiting;

    /// Whether it has asked for an event since the last one that it was given; first, since it registered.
    boolean done;

    boolean over;

    Extension(String name, String id, boolean external, Set<String> events) {
        this.name = name;
        this.id = id;
        this.external = external;
        this.events = Set.copyOf(events);
    }
}
