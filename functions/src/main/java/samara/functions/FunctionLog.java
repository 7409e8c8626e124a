package samara.functions;

import java.time.Instant;
import java.util.List;

/// Takes what functions write. Called by a thread that reads functions' output: one that blocks slows functions
/// down, so that a flood never piles up in memory.
public interface FunctionLog {

    /// Some events of one environment, in order.
    ///
    /// @param stream the environment's log stream, such as `2026/11/23/[$LATEST]0123…`
    void write(FunctionSpec function, String stream, List<Event> events);

    /// Whether somebody looks on: then events come as soon as they are written, else some at a time.
    default boolean isLive() {
        return false;
    }

    /// One event: mostly a line, without its line feed.
    record Event(Instant time, String message) {}
}
