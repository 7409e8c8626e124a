/// The AWS API surface. Start at [samara.wire.ServiceModel] (what a service offers, generated from AWS's own model) and
/// [samara.wire.OperationModel] (one operation with the schemas of its input and output). Nothing here knows what an
/// operation does.
///
/// A service's records and its `…Api` are generated into `samara.wire.<id>` from `src/main/models`: records for the
/// operations that `built/<id>.txt` lists, a table of all the others' names. `samara.wire.routing` finds the operation
/// that a request means, `samara.wire.protocol` reads its input and writes its output or error.
@NullMarked
package samara.wire;

import org.jspecify.annotations.NullMarked;
