package samara.cloud.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import samara.cloud.iam.Entity.Kind;
import samara.cloud.iam.policy.PolicyDocument;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.iam.AttachRolePolicyRequest;
import samara.wire.iam.AttachedPolicy;
import samara.wire.iam.CreateRoleRequest;
import samara.wire.iam.CreateRoleResponse;
import samara.wire.iam.DeleteRolePermissionsBoundaryRequest;
import samara.wire.iam.DeleteRolePolicyRequest;
import samara.wire.iam.DeleteRoleRequest;
import samara.wire.iam.DetachRolePolicyRequest;
import samara.wire.iam.GetRolePolicyRequest;
import samara.wire.iam.GetRolePolicyResponse;
import samara.wire.iam.GetRoleRequest;
import samara.wire.iam.GetRoleResponse;
import samara.wire.iam.IamApi;
import samara.wire.iam.ListAttachedRolePoliciesRequest;
import samara.wire.iam.ListAttachedRolePoliciesResponse;
import samara.wire.iam.ListInstanceProfilesForRoleRequest;
import samara.wire.iam.ListInstanceProfilesForRoleResponse;
import samara.wire.iam.ListRolePoliciesRequest;
import samara.wire.iam.ListRolePoliciesResponse;
import samara.wire.iam.ListRoleTagsRequest;
import samara.wire.iam.ListRoleTagsResponse;
import samara.wire.iam.ListRolesRequest;
import samara.wire.iam.ListRolesResponse;
import samara.wire.iam.PutRolePermissionsBoundaryRequest;
import samara.wire.iam.PutRolePolicyRequest;
import samara.wire.iam.Tag;
import samara.wire.iam.TagRoleRequest;
import samara.wire.iam.UntagRoleRequest;
import samara.wire.iam.UpdateAssumeRolePolicyRequest;
import samara.wire.iam.UpdateRoleDescriptionRequest;
import samara.wire.iam.UpdateRoleDescriptionResponse;
import samara.wire.iam.UpdateRoleRequest;
import samara.wire.iam.UpdateRoleResponse;

/// What is done with roles: their life, their policies, boundary and tags.
final class RoleOperations {
    private final Entities entities;

    RoleOperations(IamDirectory directory) {
        this.entities = directory.entities();
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new IamOperation<>(IamApi.CREATE_ROLE, this::createNeed, this::create),
                new IamOperation<>(IamApi.GET_ROLE, needs("GetRole", GetRoleRequest::roleName), this::get),
                new IamOperation<>(IamApi.UPDATE_ROLE, needs("UpdateRole", UpdateRoleRequest::roleName), this::update),
                new IamOperation<>(
                        IamApi.UPDATE_ROLE_DESCRIPTION,
                        needs("UpdateRoleDescription", UpdateRoleDescriptionRequest::roleName),
                        this::updateDescription),
                new IamOperation<>(
                        IamApi.UPDATE_ASSUME_ROLE_POLICY,
                        needs("UpdateAssumeRolePolicy", UpdateAssumeRolePolicyRequest::roleName),
                        this::updateTrust),
                new IamOperation<>(
                        IamApi.LIST_INSTANCE_PROFILES_FOR_ROLE,
                        needs("ListInstanceProfilesForRole", ListInstanceProfilesForRoleRequest::roleName),
                        this::listInstanceProfiles),
                new IamOperation<>(IamApi.DELETE_ROLE, needs("DeleteRole", DeleteRoleRequest::roleName), this::delete),
                new IamOperation<>(IamApi.LIST_ROLES, (input, call) -> Need.of("iam:ListRoles", "*"), this::list),
                new IamOperation<>(
                        IamApi.PUT_ROLE_POLICY,
                        needs("PutRolePolicy", PutRolePolicyRequest::roleName),
                        this::putPolicy),
                new IamOperation<>(
                        IamApi.GET_ROLE_POLICY,
                        needs("GetRolePolicy", GetRolePolicyRequest::roleName),
                        this::getPolicy),
                new IamOperation<>(
                        IamApi.DELETE_ROLE_POLICY,
                        needs("DeleteRolePolicy", DeleteRolePolicyRequest::roleName),
                        this::deletePolicy),
                new IamOperation<>(
                        IamApi.LIST_ROLE_POLICIES,
                        needs("ListRolePolicies", ListRolePoliciesRequest::roleName),
                        this::listPolicies),
                new IamOperation<>(
                        IamApi.ATTACH_ROLE_POLICY,
                        (input, call) -> need("AttachRolePolicy", input.roleName(), call)
                                .when("iam:PolicyARN", List.of(input.policyArn())),
                        this::attach),
                new IamOperation<>(
                        IamApi.DETACH_ROLE_POLICY,
                        (input, call) -> need("DetachRolePolicy", input.roleName(), call)
                                .when("iam:PolicyARN", List.of(input.policyArn())),
                        this::detach),
                new IamOperation<>(
                        IamApi.LIST_ATTACHED_ROLE_POLICIES,
                        needs("ListAttachedRolePolicies", ListAttachedRolePoliciesRequest::roleName),
                        this::listAttached),
                new IamOperation<>(
                        IamApi.PUT_ROLE_PERMISSIONS_BOUNDARY,
                        (input, call) -> need("PutRolePermissionsBoundary", input.roleName(), call)
                                .when("iam:PermissionsBoundary", List.of(input.permissionsBoundary())),
                        this::putBoundary),
                new IamOperation<>(
                        IamApi.DELETE_ROLE_PERMISSIONS_BOUNDARY,
                        needs("DeleteRolePermissionsBoundary", DeleteRolePermissionsBoundaryRequest::roleName),
                        this::deleteBoundary),
                new IamOperation<>(IamApi.TAG_ROLE, needs("TagRole", TagRoleRequest::roleName), this::tag),
                new IamOperation<>(IamApi.UNTAG_ROLE, needs("UntagRole", UntagRoleRequest::roleName), this::untag),
                new IamOperation<>(
                        IamApi.LIST_ROLE_TAGS, needs("ListRoleTags", ListRoleTagsRequest::roleName), this::listTags));
    }

    private <I> BiFunction<I, Call, Need> needs(String action, java.util.function.Function<I, String> name) {
        return (input, call) -> need(action, name.apply(input), call);
    }

    private Need need(String action, String name, Call call) {
        String path = entities.find(Kind.ROLE, call.scope().account(), name)
                .map(Entity::path)
                .orElse("/");
        return Need.of("iam:" + action, Entity.arn(Kind.ROLE, call.scope().account(), path, name));
    }

    private Entity get(String name, Call call) {
        return entities.get(Kind.ROLE, call.scope().account(), name);
    }

    private Nothing change(String name, Call call, java.util.function.UnaryOperator<Entity> change) {
        entities.change(Kind.ROLE, call.scope().account(), name, change);
        return Nothing.INSTANCE;
    }

    private Need createNeed(CreateRoleRequest input, Call call) {
        Need need = Need.of(
                "iam:CreateRole",
                Entity.arn(Kind.ROLE, call.scope().account(), input.path().orElse("/"), input.roleName()));
        return input.permissionsBoundary()
                .map(arn -> need.when("iam:PermissionsBoundary", List.of(arn)))
                .orElse(need);
    }

    private CreateRoleResponse create(CreateRoleRequest input, Call call) {
        Names.check("roleName", input.roleName(), 64);
        Names.checkPath(input.path());
        checkDuration(input.maxSessionDuration());
        Entity role = entities.create(new Entities.NewEntity(
                Kind.ROLE,
                call.scope().account(),
                input.roleName(),
                input.path(),
                input.description(),
                Optional.of(Documents.checked(input.assumeRolePolicyDocument(), PolicyDocument.Kind.TRUST)),
                input.maxSessionDuration(),
                input.permissionsBoundary(),
                Shapes.tags(Map.of(), input.tags().orElse(List.of()))));
        return new CreateRoleResponse(Shapes.role(role));
    }

    private GetRoleResponse get(GetRoleRequest input, Call call) {
        return new GetRoleResponse(Shapes.role(get(input.roleName(), call)));
    }

    private UpdateRoleResponse update(UpdateRoleRequest input, Call call) {
        checkDuration(input.maxSessionDuration());
        change(
                input.roleName(),
                call,
                role -> role.withDescription(input.description().or(role::description))
                        .withMaxSession(input.maxSessionDuration().orElse(role.maxSessionSeconds())));
        return new UpdateRoleResponse();
    }

    private UpdateRoleDescriptionResponse updateDescription(UpdateRoleDescriptionRequest input, Call call) {
        change(input.roleName(), call, role -> role.withDescription(Optional.of(input.description())));
        return UpdateRoleDescriptionResponse.builder()
                .role(Shapes.role(get(input.roleName(), call)))
                .build();
    }

    private Nothing updateTrust(UpdateAssumeRolePolicyRequest input, Call call) {
        String document = Documents.checked(input.policyDocument(), PolicyDocument.Kind.TRUST);
        return change(input.roleName(), call, role -> role.withTrustPolicy(document));
    }

    /// None: instance profiles cannot be made here. Clients ask before they delete a role.
    private ListInstanceProfilesForRoleResponse listInstanceProfiles(
            ListInstanceProfilesForRoleRequest input, Call call) {
        get(input.roleName(), call);
        return ListInstanceProfilesForRoleResponse.builder()
                .instanceProfiles(List.of())
                .isTruncated(false)
                .build();
    }

    private static void checkDuration(Optional<Integer> seconds) {
        if (seconds.filter(value -> value < 3600 || value > 43_200).isPresent()) {
            throw IamErrors.validation("MaxSessionDuration must be from 3600 to 43200 seconds.");
        }
    }

    private Nothing delete(DeleteRoleRequest input, Call call) {
        entities.delete(Kind.ROLE, call.scope().account(), input.roleName());
        return Nothing.INSTANCE;
    }

    private ListRolesResponse list(ListRolesRequest input, Call call) {
        String prefix = input.pathPrefix().orElse("/");
        var found = entities.list(Kind.ROLE, call.scope().account()).stream()
                .filter(role -> role.path().startsWith(prefix))
                .toList();
        var page = Page.of(found, Entity::name, input.marker(), input.maxItems());
        return ListRolesResponse.builder()
                .roles(page.items().stream().map(Shapes::role).toList())
                .isTruncated(page.isTruncated())
                .marker(page.marker().orElse(null))
                .build();
    }

    private Nothing putPolicy(PutRolePolicyRequest input, Call call) {
        String document = Documents.checked(input.policyDocument(), PolicyDocument.Kind.IDENTITY);
        return change(input.roleName(), call, role -> role.withInline(input.policyName(), Optional.of(document)));
    }

    private GetRolePolicyResponse getPolicy(GetRolePolicyRequest input, Call call) {
        String document = get(input.roleName(), call).inline().get(input.policyName());
        if (document == null) {
            throw IamErrors.noSuchInlinePolicy("role", input.policyName());
        }
        return new GetRolePolicyResponse(input.roleName(), input.policyName(), Documents.encoded(document));
    }

    private Nothing deletePolicy(DeleteRolePolicyRequest input, Call call) {
        return change(input.roleName(), call, role -> {
            if (!role.inline().containsKey(input.policyName())) {
                throw IamErrors.noSuchInlinePolicy("role", input.policyName());
            }
            return role.withInline(input.policyName(), Optional.empty());
        });
    }

    private ListRolePoliciesResponse listPolicies(ListRolePoliciesRequest input, Call call) {
        var names = List.copyOf(get(input.roleName(), call).inline().keySet());
        var page = Page.of(names, name -> name, input.marker(), input.maxItems());
        return ListRolePoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker().orElse(null))
                .build();
    }

    private Nothing attach(AttachRolePolicyRequest input, Call call) {
        entities.policy(input.policyArn());
        return change(input.roleName(), call, role -> {
            if (role.attached().size() >= 20 && !role.attached().contains(input.policyArn())) {
                throw IamErrors.limitExceeded("Cannot exceed quota for PoliciesPerRole: 20");
            }
            return role.withAttached(input.policyArn(), true);
        });
    }

    private Nothing detach(DetachRolePolicyRequest input, Call call) {
        return change(input.roleName(), call, role -> {
            if (!role.attached().contains(input.policyArn())) {
                throw IamErrors.notAttached(input.policyArn());
            }
            return role.withAttached(input.policyArn(), false);
        });
    }

    private ListAttachedRolePoliciesResponse listAttached(ListAttachedRolePoliciesRequest input, Call call) {
        var page = Page.of(
                Shapes.attached(get(input.roleName(), call)),
                (AttachedPolicy policy) -> policy.policyArn().orElseThrow(),
                input.marker(),
                input.maxItems());
        return ListAttachedRolePoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker().orElse(null))
                .build();
    }

    private Nothing putBoundary(PutRolePermissionsBoundaryRequest input, Call call) {
        entities.policy(input.permissionsBoundary());
        return change(input.roleName(), call, role -> role.withBoundary(Optional.of(input.permissionsBoundary())));
    }

    private Nothing deleteBoundary(DeleteRolePermissionsBoundaryRequest input, Call call) {
        return change(input.roleName(), call, role -> role.withBoundary(Optional.empty()));
    }

    private Nothing tag(TagRoleRequest input, Call call) {
        return change(input.roleName(), call, role -> role.withTags(Shapes.tags(role.tags(), input.tags())));
    }

    private Nothing untag(UntagRoleRequest input, Call call) {
        return change(input.roleName(), call, role -> role.withTags(Shapes.without(role.tags(), input.tagKeys())));
    }

    private ListRoleTagsResponse listTags(ListRoleTagsRequest input, Call call) {
        var page = Page.of(Shapes.tags(get(input.roleName(), call).tags()), Tag::key, input.marker(), input.maxItems());
        return ListRoleTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker().orElse(null))
                .build();
    }
}
