/// Projects from templates in cookiecutter's form: a `cookiecutter.json` of variables beside one folder whose name has
/// `{{ cookiecutter.… }}` in it. [samara.cli.init.cookiecutter.Fetch] brings a template from a folder, a zip file or a
/// Git repository; [samara.cli.init.cookiecutter.Cookiecutter] makes the project.
///
/// Built: defaults that use one another, lists of choices, dictionaries, private variables (`_x`, `__x`),
/// `_copy_without_render`, binary files, and Jinja as [samara.cli.init.jinja] has it. A template's hooks are never run,
/// which a warning says; `_extensions` and `_jinja2_env_vars` are refused.
///
/// A zip file may hold 10,000 entries and 200 MB; a path that leaves the folder and a symbolic link are refused. Git
/// runs as the user's own program with a depth of one, without prompts, submodules and hooks.
@NullMarked
package samara.cli.init.cookiecutter;

import org.jspecify.annotations.NullMarked;
