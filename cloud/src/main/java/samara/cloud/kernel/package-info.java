/// What every service shares: who calls ([samara.cloud.kernel.Call], [samara.cloud.kernel.Principal]), the one path of
/// a
/// call ([samara.cloud.kernel.Calls]), time, ids, the store and the event log. Knows no service.
@NullMarked
package samara.cloud.kernel;

import org.jspecify.annotations.NullMarked;
