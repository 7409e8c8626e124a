package samara.transform.event;

import java.util.List;
import samara.transform.model.CfnResource;

/// A type of event source: what becomes of an event source of it.
public interface EventType {
    /// The name of the type, such as `SQS`.
    String type();

    /// Checks, before anything is made, that what the event source refers to is in the template.
    default void link(EventSource event) {}

    /// The resources that it becomes.
    List<CfnResource> transform(EventSource event, Target target);
}
