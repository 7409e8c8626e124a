package samara.transform.event;

import samara.transform.draft.Draft;
import samara.transform.draft.DraftText;
import samara.transform.draft.Nothing;
import samara.transform.event.Target.FunctionTarget;
import samara.transform.model.CfnResource;
import samara.transform.model.LogicalId;

/// Lets a service invoke a function: an `AWS::Lambda::Permission` in the making.
record Permission(
        EventSource event, FunctionTarget function, String principal, String prefix, String suffix, Draft sourceArn) {

    /// Lets `principal` invoke the function for this event source.
    static Permission of(EventSource event, FunctionTarget function, String principal) {
        return new Permission(event, function, principal, event.id(), "", Nothing.HERE);
    }

    /// The same, with another beginning of its id.
    Permission prefix(String other) {
        return new Permission(event, function, principal, other, suffix, sourceArn);
    }

    /// The same, with this end of its id.
    Permission suffix(String other) {
        return new Permission(event, function, principal, prefix, other, sourceArn);
    }

    /// The same, only for what has this ARN.
    Permission from(Draft arn) {
        return new Permission(event, function, principal, prefix, suffix, arn);
    }

    /// The resource.
    CfnResource build() {
        String id = LogicalId.isAlphanumeric(suffix)
                ? prefix + "Permission" + suffix
                : LogicalId.of(prefix + "Permission", suffix);
        return event.resource(id, "AWS::Lambda::Permission", function)
                .set("Action", "lambda:InvokeFunction")
                .set("FunctionName", function.nameOrArn())
                .set("Principal", DraftText.of(principal))
                .set("SourceArn", sourceArn);
    }
}
