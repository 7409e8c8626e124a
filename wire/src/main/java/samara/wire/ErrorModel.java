package samara.wire;

/// An error that a service's model lists.
///
/// @param code what clients compare with, such as `NoSuchEntity`
/// @param shape the shape's name, such as `NoSuchEntityException`
/// @param messageMember how its message member is spelt: `message` or `Message`
/// @param hasType whether it carries a `Type`: `User` or `Service`, as Lambda's do
/// @param schema its members, where it has more than these; [Schema#NOTHING] otherwise
public record ErrorModel(String code, String shape, int status, String messageMember, boolean hasType, Schema schema) {}
