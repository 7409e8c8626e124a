package samara.transform.include;

/// Where snippets come from: a folder for a source template, S3 for a stack.
@FunctionalInterface
public interface Snippets {

    /// What lies at a `Location`.
    Snippet at(String location);

    /// An answer.
    sealed interface Snippet {
        /// The text.
        ///
        /// @param file how places in it are named
        record Text(String file, String text) implements Snippet {}

        /// There is none, or it may not be taken.
        ///
        /// @param reason a sentence with its full stop
        record Refused(String reason) implements Snippet {}

        /// It can be had only by a deployment: the call stays as it is.
        record Later() implements Snippet {}
    }
}
