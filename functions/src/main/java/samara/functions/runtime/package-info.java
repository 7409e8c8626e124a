/// Lambda's runtimes, and what runs them on this machine. Start at [samara.functions.runtime.Runtimes].
@NullMarked
package samara.functions.runtime;

import org.jspecify.annotations.NullMarked;
