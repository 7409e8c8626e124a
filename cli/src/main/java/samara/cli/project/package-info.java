/// A project's template on the way through the modules: read (`template`), transformed (`transform`), built (`build`);
/// and the commands that need nothing else: `validate`, `transform`, `build`.
@NullMarked
package samara.cli.project;

import org.jspecify.annotations.NullMarked;
