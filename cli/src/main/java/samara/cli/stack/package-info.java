/// The commands that are about stacks: `deploy`, `package`, `delete`, `list …`, `logs`. They go to AWS as `sam` does,
/// or
/// with `--local` to the embedded cloud.
@NullMarked
package samara.cli.stack;

import org.jspecify.annotations.NullMarked;
