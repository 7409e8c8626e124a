/// `validate --lint`: what can be known to be wrong, or is probably not meant, in a template, by rules with stable ids.
///
/// A rule is a file and a line in [Rules]; `docs/lint.md` lists them all. [Lint] runs them over a [Subject]: the
/// template
/// as it was written and as the transform made it, whose nodes still carry the places of the source. What AWS takes is
/// in [samara.cli.lint.spec]; what the embedded cloud takes is asked of its own resource types
/// ([samara.cloud.Catalogue]). [Sarif] writes findings for other tools.
///
/// Not checked: the insides of documents that AWS's specification leaves open (policies, API definitions, state
/// machines), constraints on lengths and patterns, and what depends on the values of references.
@NullMarked
package samara.cli.lint;

import org.jspecify.annotations.NullMarked;
