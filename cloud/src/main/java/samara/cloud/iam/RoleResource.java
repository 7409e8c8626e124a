package samara.cloud.iam;

import java.util.List;
import java.util.Optional;
import samara.cloud.iam.ResourceShapes.InlinePolicy;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.template.Node;
import samara.wire.iam.AttachRolePolicyRequest;
import samara.wire.iam.CreateRoleRequest;
import samara.wire.iam.DeleteRolePermissionsBoundaryRequest;
import samara.wire.iam.DeleteRolePolicyRequest;
import samara.wire.iam.DeleteRoleRequest;
import samara.wire.iam.DetachRolePolicyRequest;
import samara.wire.iam.IamApi;
import samara.wire.iam.PutRolePermissionsBoundaryRequest;
import samara.wire.iam.PutRolePolicyRequest;
import samara.wire.iam.Tag;
import samara.wire.iam.TagRoleRequest;
import samara.wire.iam.UntagRoleRequest;
import samara.wire.iam.UpdateAssumeRolePolicyRequest;
import samara.wire.iam.UpdateRoleRequest;

/// `AWS::IAM::Role`. `Ref` is the role's name. A new `RoleName` or `Path` replaces the role.
final class RoleResource implements ResourceType<RoleResource.Properties, RoleResource.Attributes> {
    record Properties(
            Node assumeRolePolicyDocument,
            Optional<String> description,
            Optional<Integer> maxSessionDuration,
            Optional<String> roleName,
            Optional<String> path,
            Optional<String> permissionsBoundary,
            Optional<List<String>> managedPolicyArns,
            Optional<List<InlinePolicy>> policies,
            Optional<List<ResourceTag>> tags) {}

    record Attributes(String arn, String roleId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::IAM::Role", Properties.class, Attributes.class)
                .replacedOn("RoleName", "Path");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("RoleName");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String name = desired.roleName.orElseGet(() -> context.generatedName(64));
        var created = context.calls()
                .call(
                        IamApi.CREATE_ROLE,
                        CreateRoleRequest.builder()
                                .assumeRolePolicyDocument(ResourceShapes.document(desired.assumeRolePolicyDocument))
                                .description(desired.description.orElse(null))
                                .maxSessionDuration(desired.maxSessionDuration.orElse(null))
                                .roleName(name)
                                .path(desired.path.orElse(null))
                                .permissionsBoundary(desired.permissionsBoundary.orElse(null))
                                .tags(ResourceShapes.tags(desired.tags, context))
                                .build(),
                        context.call())
                .role();
        put(name, List.of(), inline(desired), context);
        attach(name, List.of(), attached(desired), context);
        return new Physical<>(name, new Attributes(created.arn(), created.roleId()));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        String name = at.id();
        if (!from.assumeRolePolicyDocument.equals(to.assumeRolePolicyDocument)) {
            var request = new UpdateAssumeRolePolicyRequest(name, ResourceShapes.document(to.assumeRolePolicyDocument));
            context.calls().call(IamApi.UPDATE_ASSUME_ROLE_POLICY, request, context.call());
        }
        if (!from.description.equals(to.description) || !from.maxSessionDuration.equals(to.maxSessionDuration)) {
            var request = UpdateRoleRequest.builder()
                    .roleName(name)
                    .description(to.description.orElse(""))
                    .maxSessionDuration(to.maxSessionDuration.orElse(3600))
                    .build();
            context.calls().call(IamApi.UPDATE_ROLE, request, context.call());
        }
        updateBoundary(name, from, to, context);
        put(name, inline(from), inline(to), context);
        attach(name, attached(from), attached(to), context);
        updateTags(name, from, to, context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        String name = at.id();
        Gone.ignored(IamErrors.NO_SUCH_ENTITY, () -> put(name, inline(last), List.of(), context));
        Gone.ignored(IamErrors.NO_SUCH_ENTITY, () -> attach(name, attached(last), List.of(), context));
        Gone.ignored(
                IamErrors.NO_SUCH_ENTITY,
                () -> context.calls().call(IamApi.DELETE_ROLE, new DeleteRoleRequest(name), context.call()));
    }

    private static void updateBoundary(String name, Properties from, Properties to, ResourceContext context) {
        if (from.permissionsBoundary.equals(to.permissionsBoundary)) {
            return;
        }
        if (to.permissionsBoundary.isPresent()) {
            var request = new PutRolePermissionsBoundaryRequest(name, to.permissionsBoundary.get());
            context.calls().call(IamApi.PUT_ROLE_PERMISSIONS_BOUNDARY, request, context.call());
        } else {
            var request = new DeleteRolePermissionsBoundaryRequest(name);
            context.calls().call(IamApi.DELETE_ROLE_PERMISSIONS_BOUNDARY, request, context.call());
        }
    }

    private static void put(
            String name, List<InlinePolicy> before, List<InlinePolicy> wanted, ResourceContext context) {
        List<String> names = wanted.stream().map(InlinePolicy::policyName).toList();
        for (InlinePolicy policy : before) {
            if (!names.contains(policy.policyName())) {
                context.calls()
                        .call(
                                IamApi.DELETE_ROLE_POLICY,
                                new DeleteRolePolicyRequest(name, policy.policyName()),
                                context.call());
            }
        }
        ResourceShapes.added(
                before,
                wanted,
                policy -> context.calls()
                        .call(
                                IamApi.PUT_ROLE_POLICY,
                                new PutRolePolicyRequest(name, policy.policyName(), policy.json()),
                                context.call()));
    }

    private static void attach(String name, List<String> before, List<String> wanted, ResourceContext context) {
        ResourceShapes.added(
                wanted,
                before,
                arn -> context.calls()
                        .call(IamApi.DETACH_ROLE_POLICY, new DetachRolePolicyRequest(name, arn), context.call()));
        ResourceShapes.added(
                before,
                wanted,
                arn -> context.calls()
                        .call(IamApi.ATTACH_ROLE_POLICY, new AttachRolePolicyRequest(name, arn), context.call()));
    }

    private static void updateTags(String name, Properties from, Properties to, ResourceContext context) {
        List<Tag> wanted = ResourceShapes.tags(to.tags, context);
        List<String> gone = ResourceShapes.dropped(ResourceShapes.tags(from.tags, context), wanted);
        if (!gone.isEmpty()) {
            context.calls().call(IamApi.UNTAG_ROLE, new UntagRoleRequest(name, gone), context.call());
        }
        if (!wanted.isEmpty()) {
            context.calls().call(IamApi.TAG_ROLE, new TagRoleRequest(name, wanted), context.call());
        }
    }

    private static List<InlinePolicy> inline(Properties properties) {
        return properties.policies.orElse(List.of());
    }

    private static List<String> attached(Properties properties) {
        return properties.managedPolicyArns.orElse(List.of());
    }
}
