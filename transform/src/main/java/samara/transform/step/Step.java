package samara.transform.step;

import samara.transform.model.Rejection;
import samara.transform.model.Translation;

/// A step of the transform: it changes the template that is being worked on, or notes what is wrong with it.
@FunctionalInterface
public interface Step {
    /// Does it.
    ///
    /// @throws Rejection if nothing can come after it; what it can collect, it notes in the translation
    void apply(Translation translation);
}
