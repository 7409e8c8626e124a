/// What every service shares. Start at [samara.cloud.kernel.Kernel], which each service is given. Knows no service.
///
/// - A call: [samara.cloud.kernel.Call], [samara.cloud.kernel.Principal], [samara.cloud.kernel.Calls] (its one path),
///   [samara.cloud.kernel.Operation] and [samara.cloud.kernel.Need] (what it does and what it asks of IAM).
/// - State: [samara.cloud.kernel.Store], [samara.cloud.kernel.Table], [samara.cloud.kernel.RecordTable],
///   [samara.cloud.kernel.Batch], [samara.cloud.kernel.Blobs]; invariants by [samara.cloud.kernel.Locks].
/// - Time and chance: [samara.cloud.kernel.Clock], [samara.cloud.kernel.Scheduler], [samara.cloud.kernel.Ids].
/// - Who: [samara.cloud.kernel.Identities], [samara.cloud.kernel.Sessions], [samara.cloud.kernel.Decision].
/// - Outside: [samara.cloud.kernel.Site] and [samara.cloud.kernel.Addresses].
@NullMarked
package samara.cloud.kernel;

import org.jspecify.annotations.NullMarked;
