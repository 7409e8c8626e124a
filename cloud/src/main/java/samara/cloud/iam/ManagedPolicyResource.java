package samara.cloud.iam;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.template.Node;
import samara.wire.iam.AttachRolePolicyRequest;
import samara.wire.iam.AttachUserPolicyRequest;
import samara.wire.iam.CreatePolicyRequest;
import samara.wire.iam.CreatePolicyVersionRequest;
import samara.wire.iam.DeletePolicyRequest;
import samara.wire.iam.DeletePolicyVersionRequest;
import samara.wire.iam.DetachRolePolicyRequest;
import samara.wire.iam.DetachUserPolicyRequest;
import samara.wire.iam.IamApi;
import samara.wire.iam.ListPolicyVersionsRequest;

/// `AWS::IAM::ManagedPolicy`. `Ref` is the policy's ARN. Groups are not built: a template that names one is refused.
final class ManagedPolicyResource
        implements ResourceType<ManagedPolicyResource.Properties, ManagedPolicyResource.Attributes> {
    record Properties(
            Optional<String> managedPolicyName,
            Optional<String> path,
            Optional<String> description,
            Node policyDocument,
            Optional<List<String>> roles,
            Optional<List<String>> users) {}

    record Attributes(String policyArn, String policyId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::IAM::ManagedPolicy", Properties.class, Attributes.class)
                .replacedOn("ManagedPolicyName", "Path", "Description");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("ManagedPolicyName");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request = CreatePolicyRequest.builder()
                .policyName(desired.managedPolicyName.orElseGet(() -> context.generatedName(128)))
                .path(desired.path.orElse(null))
                .description(desired.description.orElse(null))
                .policyDocument(ResourceShapes.document(desired.policyDocument))
                .build();
        var policy = context.calls()
                .call(IamApi.CREATE_POLICY, request, context.call())
                .policy()
                .orElseThrow();
        String arn = policy.arn().orElseThrow();
        attach(arn, List.of(), roles(desired), context);
        attachToUsers(arn, List.of(), users(desired), context);
        return new Physical<>(arn, new Attributes(arn, policy.policyId().orElseThrow()));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        if (!from.policyDocument.equals(to.policyDocument)) {
            deleteOldVersions(at.id(), context);
            var request = CreatePolicyVersionRequest.builder()
                    .policyArn(at.id())
                    .policyDocument(ResourceShapes.document(to.policyDocument))
                    .setAsDefault(true)
                    .build();
            context.calls().call(IamApi.CREATE_POLICY_VERSION, request, context.call());
        }
        attach(at.id(), roles(from), roles(to), context);
        attachToUsers(at.id(), users(from), users(to), context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(IamErrors.NO_SUCH_ENTITY, () -> attach(at.id(), roles(last), List.of(), context));
        Gone.ignored(IamErrors.NO_SUCH_ENTITY, () -> attachToUsers(at.id(), users(last), List.of(), context));
        Gone.ignored(IamErrors.NO_SUCH_ENTITY, () -> {
            deleteOldVersions(at.id(), context);
            context.calls().call(IamApi.DELETE_POLICY, new DeletePolicyRequest(at.id()), context.call());
        });
    }

    /// There is room for five, and a policy with more than one cannot be deleted.
    private static void deleteOldVersions(String arn, ResourceContext context) {
        var request = ListPolicyVersionsRequest.builder().policyArn(arn).build();
        var versions = context.calls()
                .call(IamApi.LIST_POLICY_VERSIONS, request, context.call())
                .versions()
                .orElse(List.of());
        for (var version : versions) {
            if (!version.isDefaultVersion().orElse(false)) {
                context.calls()
                        .call(
                                IamApi.DELETE_POLICY_VERSION,
                                new DeletePolicyVersionRequest(
                                        arn, version.versionId().orElseThrow()),
                                context.call());
            }
        }
    }

    private static void attach(String arn, List<String> before, List<String> wanted, ResourceContext context) {
        ResourceShapes.added(
                wanted,
                before,
                role -> context.calls()
                        .call(IamApi.DETACH_ROLE_POLICY, new DetachRolePolicyRequest(role, arn), context.call()));
        ResourceShapes.added(
                before,
                wanted,
                role -> context.calls()
                        .call(IamApi.ATTACH_ROLE_POLICY, new AttachRolePolicyRequest(role, arn), context.call()));
    }

    private static void attachToUsers(String arn, List<String> before, List<String> wanted, ResourceContext context) {
        ResourceShapes.added(
                wanted,
                before,
                user -> context.calls()
                        .call(IamApi.DETACH_USER_POLICY, new DetachUserPolicyRequest(user, arn), context.call()));
        ResourceShapes.added(
                before,
                wanted,
                user -> context.calls()
                        .call(IamApi.ATTACH_USER_POLICY, new AttachUserPolicyRequest(user, arn), context.call()));
    }

    private static List<String> roles(Properties properties) {
        return properties.roles.orElse(List.of());
    }

    private static List<String> users(Properties properties) {
        return properties.users.orElse(List.of());
    }
}
