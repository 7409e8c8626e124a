/// Tests of `samconfig.toml`.
@NullMarked
package samara.cli.config;

import org.jspecify.annotations.NullMarked;
