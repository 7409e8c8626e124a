package samara.cloud.resource;

import java.util.List;

/// What the engine must know of a resource type: its name, the records that its properties and attributes are decoded
/// into, and the properties of which a change replaces the resource.
///
/// @param name `AWS::SQS::Queue`
/// @param replacedOn property names as templates spell them
public record ResourceSchema<P extends Record, A extends Record>(
        String name, Class<P> properties, Class<A> attributes, List<String> replacedOn) {

    /// A type of which every change is made in place.
    public static <P extends Record, A extends Record> ResourceSchema<P, A> of(
            String name, Class<P> properties, Class<A> attributes) {
        return new ResourceSchema<>(name, properties, attributes, List.of());
    }

    /// The same, replaced when one of these properties changes.
    public ResourceSchema<P, A> replacedOn(String... names) {
        return new ResourceSchema<>(name, properties, attributes, List.of(names));
    }
}
