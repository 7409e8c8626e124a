package samara.cloud.resource;

import samara.template.ObjectNode;

/// A resource that exists, in the form in which a stack remembers it.
///
/// @param id its physical id
/// @param attributes by their `Fn::GetAtt` names
public record StoredResource(String id, ObjectNode attributes) {}
