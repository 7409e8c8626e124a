/// The AWS API surface. Start at [samara.wire.ServiceModel] (what a service offers, generated from AWS's own model) and
/// [samara.wire.OperationModel] (one operation with the schemas of its input and output). Codecs, one a protocol, walk
/// the schemas. Nothing here knows what an operation does.
@NullMarked
package samara.wire;

import org.jspecify.annotations.NullMarked;
