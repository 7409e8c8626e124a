/// AWS's wire protocols. Start at [samara.wire.protocol.Codec]: one codec a protocol walks the schemas of a
/// [samara.wire.protocol.Route]'s operation.
///
/// What is read is checked against the model's constraints as it is read, and refused in AWS's words; bodies that are
/// not streamed are read into memory, up to a limit.
///
/// Not built: CBOR (`smithy-rpc-v2-cbor`), event streams, members of type `document`.
@NullMarked
package samara.wire.protocol;

import org.jspecify.annotations.NullMarked;
