package samara.transform.connector;

import java.util.ArrayList;
import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;
import samara.transform.model.Translation;

/// Makes the policies of a connector: of a role, a queue, a topic, or permissions of a function.
record Policies(Definition connector, Endpoint source, Endpoint destination, Profile profile, String suffix) {

    /// The resources that give these permissions.
    List<CfnResource> make(List<String> permissions, Translation translation) {
        DraftObject access = profile.access();
        if (profile.makes("function-permission")) {
            return functionPermissions(permissions, access);
        }
        DraftObject document = document(permissions, access);
        if (profile.makes("role-policy")) {
            CfnResource policy = resource("Policy", "AWS::IAM::ManagedPolicy")
                    .set("PolicyDocument", document)
                    .set("Roles", DraftList.of(need(profile.owner().role(), "role")));
            Dependencies.add(profile, policy, translation.results());
            return List.of(policy);
        }
        if (profile.makes("queue-policy")) {
            return List.of(resource("QueuePolicy", "AWS::SQS::QueuePolicy")
                    .set("PolicyDocument", document)
                    .set("Queues", DraftList.of(need(profile.owner().value("QueueUrl"), "queue URL"))));
        }
        return List.of(resource("TopicPolicy", "AWS::SNS::TopicPolicy")
                .set("PolicyDocument", document)
                .set("Topics", DraftList.of(need(profile.owner().value("Arn"), "topic ARN"))));
    }

    private CfnResource resource(String kind, String type) {
        return new CfnResource(connector.id() + kind + suffix, type, connector.span(), connector.attributes())
                .dependsOn(connector.dependsOn());
    }

    private Draft need(Draft value, String what) {
        if (value.truthy()) {
            return value;
        }
        throw Rejection.of(profile.owner().at(), "connector-end", "The " + what + " of this end can't be found.");
    }

    private static DraftObject document(List<String> permissions, DraftObject access) {
        DraftList statements = DraftList.of();
        access.forEach((name, own) -> {
            if (permissions.contains(name) && own instanceof DraftList list) {
                list.forEach(statements::add);
            }
        });
        return DraftObject.make().put("Version", "2012-10-17").put("Statement", statements);
    }

    private List<CfnResource> functionPermissions(List<String> permissions, DraftObject access) {
        List<CfnResource> made = new ArrayList<>();
        access.forEach((name, own) -> {
            if (permissions.contains(name) && own instanceof DraftObject permission) {
                made.add(resource(name + "LambdaPermission", "AWS::Lambda::Permission")
                        .set("Action", permission.get("Action"))
                        .set("FunctionName", need(profile.owner().value("Arn"), "function's ARN"))
                        .set("Principal", permission.get("Principal"))
                        .set("SourceArn", permission.get("SourceArn"))
                        .set("SourceAccount", permission.get("SourceAccount")));
            }
        });
        return made;
    }
}
