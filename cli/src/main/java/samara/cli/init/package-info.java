/// `init`: a new application from a template of Samara's own, or from somebody's in cookiecutter's form.
///
/// Start at [samara.cli.init.InitCommand]. What there is to choose is data: `templates/registry.yaml` lists families of
/// runtimes and the application templates, each a list of folders beside it whose files are rendered
/// ([samara.cli.init.jinja]) over one another. A folder is made aside and moved to its place when it is whole; one that
/// exists is never touched.
///
/// Differences from `sam`: templates are in the distribution and not fetched; `--extra-context` names that a template
/// doesn't have are an error; a template's hooks are never run; `go1.x` and `nodejs16.x`-like retired runtimes have no
/// templates.
@NullMarked
package samara.cli.init;

import org.jspecify.annotations.NullMarked;
