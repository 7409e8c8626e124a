/// Projects from templates in the form of cookiecutter: a `cookiecutter.json` of variables beside one folder whose name
/// has `{{ cookiecutter.… }}` in it.
@NullMarked
package samara.cli.init.cookiecutter;

import org.jspecify.annotations.NullMarked;
