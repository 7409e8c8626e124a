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
import samara.wire.iam.AttachUserPolicyRequest;
import samara.wire.iam.CreateUserRequest;
import samara.wire.iam.DeleteUserPermissionsBoundaryRequest;
import samara.wire.iam.DeleteUserPolicyRequest;
import samara.wire.iam.DeleteUserRequest;
import samara.wire.iam.DetachUserPolicyRequest;
import samara.wire.iam.IamApi;
import samara.wire.iam.PutUserPermissionsBoundaryRequest;
import samara.wire.iam.PutUserPolicyRequest;
import samara.wire.iam.Tag;
import samara.wire.iam.TagUserRequest;
import samara.wire.iam.UntagUserRequest;

/// `AWS::IAM::User`. `Ref` is the user's name. A new `UserName` or `Path` replaces the user, which AWS does not do.
final class UserResource implements ResourceType<UserResource.Properties, UserResource.Attributes> {
    record Properties(
            Optional<String> userName,
            Optional<String> path,
            Optional<String> permissionsBoundary,
            Optional<List<String>> managedPolicyArns,
            Optional<List<InlinePolicy>> policies,
            Optional<List<ResourceTag>> tags) {}

    record Attributes(String arn) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::IAM::User", Properties.class, Attributes.class)
                .replacedOn("UserName", "Path");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("UserName");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String name = desired.userName.orElseGet(() -> context.generatedName(64));
        var created = context.calls()
                .call(
                        IamApi.CREATE_USER,
                        CreateUserRequest.builder()
                                .userName(name)
                                .path(desired.path.orElse(null))
                                .permissionsBoundary(desired.permissionsBoundary.orElse(null))
                                .tags(ResourceShapes.tags(desired.tags, context))
                                .build(),
                        context.call())
                .user();
        put(name, List.of(), inline(desired), context);
        attach(name, List.of(), attached(desired), context);
        return new Physical<>(name, new Attributes(created.orElseThrow().arn()));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        String name = at.id();
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
                () -> context.calls().call(IamApi.DELETE_USER, new DeleteUserRequest(name), context.call()));
    }

    private static void updateBoundary(String name, Properties from, Properties to, ResourceContext context) {
        if (from.permissionsBoundary.equals(to.permissionsBoundary)) {
            return;
        }
        if (to.permissionsBoundary.isPresent()) {
            var request = new PutUserPermissionsBoundaryRequest(name, to.permissionsBoundary.get());
            context.calls().call(IamApi.PUT_USER_PERMISSIONS_BOUNDARY, request, context.call());
        } else {
            var request = new DeleteUserPermissionsBoundaryRequest(name);
            context.calls().call(IamApi.DELETE_USER_PERMISSIONS_BOUNDARY, request, context.call());
        }
    }

    private static void put(
            String name, List<InlinePolicy> before, List<InlinePolicy> wanted, ResourceContext context) {
        List<String> names = wanted.stream().map(InlinePolicy::policyName).toList();
        for (InlinePolicy policy : before) {
            if (!names.contains(policy.policyName())) {
                context.calls()
                        .call(
                                IamApi.DELETE_USER_POLICY,
                                new DeleteUserPolicyRequest(name, policy.policyName()),
                                context.call());
            }
        }
        ResourceShapes.added(
                before,
                wanted,
                policy -> context.calls()
                        .call(
                                IamApi.PUT_USER_POLICY,
                                new PutUserPolicyRequest(name, policy.policyName(), policy.json()),
                                context.call()));
    }

    private static void attach(String name, List<String> before, List<String> wanted, ResourceContext context) {
        ResourceShapes.added(
                wanted,
                before,
                arn -> context.calls()
                        .call(IamApi.DETACH_USER_POLICY, new DetachUserPolicyRequest(name, arn), context.call()));
        ResourceShapes.added(
                before,
                wanted,
                arn -> context.calls()
                        .call(IamApi.ATTACH_USER_POLICY, new AttachUserPolicyRequest(name, arn), context.call()));
    }

    private static void updateTags(String name, Properties from, Properties to, ResourceContext context) {
        List<Tag> wanted = ResourceShapes.tags(to.tags, context);
        List<String> gone = ResourceShapes.dropped(ResourceShapes.tags(from.tags, context), wanted);
        if (!gone.isEmpty()) {
            context.calls().call(IamApi.UNTAG_USER, new UntagUserRequest(name, gone), context.call());
        }
        if (!wanted.isEmpty()) {
            context.calls().call(IamApi.TAG_USER, new TagUserRequest(name, wanted), context.call());
        }
    }

    private static List<InlinePolicy> inline(Properties properties) {
        return properties.policies.orElse(List.of());
    }

    private static List<String> attached(Properties properties) {
        return properties.managedPolicyArns.orElse(List.of());
    }
}
