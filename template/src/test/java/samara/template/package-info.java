/// The reader and the evaluator, each held by a corpus: an input beside what is made of it (`.out.json`) or what is
/// said about it (`.errors`). `-Dgolden=update` writes the expectations anew.
@NullMarked
package samara.template;

import org.jspecify.annotations.NullMarked;
