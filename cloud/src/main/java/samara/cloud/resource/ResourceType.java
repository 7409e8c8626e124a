package samara.cloud.resource;

import java.util.Optional;

/// A CloudFormation resource type. The engine owns order, events, rollback and the choice between create, update and
/// replace; properties arrive decoded and resolved, with no intrinsic left in them.
///
/// @param <P> the properties; components are the properties' names with a small first letter
/// @param <A> the attributes: exactly the `Fn::GetAtt` names (`Outputs.X` and dotted names by [Attribute])
public interface ResourceType<P extends Record, A extends Record> {

    /// Name, records, and which changes replace the resource.
    ResourceSchema<P, A> schema();

    /// Creates it.
    ///
    /// @throws samara.wire.AwsException what a service answered: the resource fails with that reason
    Physical<A> create(P desired, ResourceContext context);

    /// Changes it in place. Called only for changes that [ResourceSchema] does not list as replacing.
    Physical<A> update(Physical<A> at, P from, P to, ResourceContext context);

    /// Deletes it. Idempotent: gone is success.
    void delete(Physical<A> at, P last, ResourceContext context);

    /// A property that CloudFormation takes for the physical id when the user sets it, such as `TableName`: with it a
    /// replacement of the same name is refused before anything is made.
    default Optional<String> nameProperty() {
        return Optional.empty();
    }
}
