package samara.cloud.resource;

/// A resource that exists.
///
/// @param id its physical id, which is also what `Ref` gives
public record Physical<A extends Record>(String id, A attributes) {}
