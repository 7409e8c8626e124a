/// The part of Jinja that project templates use, as an interpreter without reflection: a template comes from a
/// stranger,
/// and can reach nothing but the values it is handed. Start at [samara.cli.init.jinja.Jinja].
///
/// Built: `{{ expressions }}` with operators, filters, tests and the methods of texts, lists and dictionaries that
/// templates call; `if`, `for` (with `loop`), `set`, `raw`, comments, white space control. An undefined value is an
/// error where it is printed, as cookiecutter has it. Every other statement, filter, test and method is an error that
/// names it and its place.
///
/// Limits: 4 MB of text out of one template, 200,000 turns of loops, 100 levels of nesting.
///
/// Reference: <https://jinja.palletsprojects.com/en/stable/templates/>.
@NullMarked
package samara.cli.init.jinja;

import org.jspecify.annotations.NullMarked;
