package samara.cloud.iam;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.template.Node;
import samara.wire.iam.DeleteRolePolicyRequest;
import samara.wire.iam.DeleteUserPolicyRequest;
import samara.wire.iam.IamApi;
import samara.wire.iam.PutRolePolicyRequest;
import samara.wire.iam.PutUserPolicyRequest;

/// `AWS::IAM::Policy`: an inline policy of roles and users. `Ref` is a name of its own. Groups are not built: a
/// template that names one is refused.
final class PolicyResource implements ResourceType<PolicyResource.Properties, PolicyResource.Attributes> {
    record Properties(
            String policyName, Node policyDocument, Optional<List<String>> roles, Optional<List<String>> users) {}

    record Attributes(String id) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::IAM::Policy", Properties.class, Attributes.class);
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        if (roles(desired).isEmpty() && users(desired).isEmpty()) {
            throw IamErrors.validation("At least one of [Groups,Roles,Users] must be non-empty.");
        }
        put(desired, context);
        String id = context.generatedName(128);
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        put(to, context);
        boolean isRenamed = !from.policyName.equals(to.policyName);
        for (String role : roles(from)) {
            if (isRenamed || !roles(to).contains(role)) {
                deleteFromRole(role, from.policyName, context);
            }
        }
        for (String user : users(from)) {
            if (isRenamed || !users(to).contains(user)) {
                deleteFromUser(user, from.policyName, context);
            }
        }
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        roles(last).forEach(role -> deleteFromRole(role, last.policyName, context));
        users(last).forEach(user -> deleteFromUser(user, last.policyName, context));
    }

    private static void put(Properties wanted, ResourceContext context) {
        String json = ResourceShapes.document(wanted.policyDocument);
        for (String role : roles(wanted)) {
            var request = new PutRolePolicyRequest(role, wanted.policyName, json);
            context.calls().call(IamApi.PUT_ROLE_POLICY, request, context.call());
        }
        for (String user : users(wanted)) {
            var request = new PutUserPolicyRequest(user, wanted.policyName, json);
            context.calls().call(IamApi.PUT_USER_POLICY, request, context.call());
        }
    }

    private static void deleteFromRole(String role, String policy, ResourceContext context) {
        Gone.ignored(
                IamErrors.NO_SUCH_ENTITY,
                () -> context.calls()
                        .call(IamApi.DELETE_ROLE_POLICY, new DeleteRolePolicyRequest(role, policy), context.call()));
    }

    private static void deleteFromUser(String user, String policy, ResourceContext context) {
        Gone.ignored(
                IamErrors.NO_SUCH_ENTITY,
                () -> context.calls()
                        .call(IamApi.DELETE_USER_POLICY, new DeleteUserPolicyRequest(user, policy), context.call()));
    }

    private static List<String> roles(Properties properties) {
        return properties.roles.orElse(List.of());
    }

    private static List<String> users(Properties properties) {
        return properties.users.orElse(List.of());
    }
}
