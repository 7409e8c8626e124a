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
import samara.wire.iam.AttachUserPolicyRequest;
import samara.wire.iam.AttachedPolicy;
import samara.wire.iam.CreateUserRequest;
import samara.wire.iam.CreateUserResponse;
import samara.wire.iam.DeleteUserPermissionsBoundaryRequest;
import samara.wire.iam.DeleteUserPolicyRequest;
import samara.wire.iam.DeleteUserRequest;
import samara.wire.iam.DetachUserPolicyRequest;
import samara.wire.iam.GetUserPolicyRequest;
import samara.wire.iam.GetUserPolicyResponse;
import samara.wire.iam.GetUserRequest;
import samara.wire.iam.GetUserResponse;
import samara.wire.iam.IamApi;
import samara.wire.iam.ListAttachedUserPoliciesRequest;
import samara.wire.iam.ListAttachedUserPoliciesResponse;
import samara.wire.iam.ListUserPoliciesRequest;
import samara.wire.iam.ListUserPoliciesResponse;
import samara.wire.iam.ListUserTagsRequest;
import samara.wire.iam.ListUserTagsResponse;
import samara.wire.iam.ListUsersRequest;
import samara.wire.iam.ListUsersResponse;
import samara.wire.iam.PutUserPermissionsBoundaryRequest;
import samara.wire.iam.PutUserPolicyRequest;
import samara.wire.iam.Tag;
import samara.wire.iam.TagUserRequest;
import samara.wire.iam.UntagUserRequest;

/// What is done with users: their life, their policies, boundary and tags.
final class UserOperations {
    private final Entities entities;

    UserOperations(IamDirectory directory) {
        this.entities = directory.entities();
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new IamOperation<>(IamApi.CREATE_USER, this::createNeed, this::create),
                new IamOperation<>(
                        IamApi.GET_USER,
                        (input, call) -> need("GetUser", Callers.userName(input.userName(), call), call),
                        this::get),
                new IamOperation<>(IamApi.DELETE_USER, needs("DeleteUser", DeleteUserRequest::userName), this::delete),
                new IamOperation<>(IamApi.LIST_USERS, (input, call) -> Need.of("iam:ListUsers", "*"), this::list),
                new IamOperation<>(
                        IamApi.PUT_USER_POLICY,
                        needs("PutUserPolicy", PutUserPolicyRequest::userName),
                        this::putPolicy),
                new IamOperation<>(
                        IamApi.GET_USER_POLICY,
                        needs("GetUserPolicy", GetUserPolicyRequest::userName),
                        this::getPolicy),
                new IamOperation<>(
                        IamApi.DELETE_USER_POLICY,
                        needs("DeleteUserPolicy", DeleteUserPolicyRequest::userName),
                        this::deletePolicy),
                new IamOperation<>(
                        IamApi.LIST_USER_POLICIES,
                        needs("ListUserPolicies", ListUserPoliciesRequest::userName),
                        this::listPolicies),
                new IamOperation<>(
                        IamApi.ATTACH_USER_POLICY,
                        (input, call) -> need("AttachUserPolicy", input.userName(), call)
                                .when("iam:PolicyARN", List.of(input.policyArn())),
                        this::attach),
                new IamOperation<>(
                        IamApi.DETACH_USER_POLICY,
                        (input, call) -> need("DetachUserPolicy", input.userName(), call)
                                .when("iam:PolicyARN", List.of(input.policyArn())),
                        this::detach),
                new IamOperation<>(
                        IamApi.LIST_ATTACHED_USER_POLICIES,
                        needs("ListAttachedUserPolicies", ListAttachedUserPoliciesRequest::userName),
                        this::listAttached),
                new IamOperation<>(
                        IamApi.PUT_USER_PERMISSIONS_BOUNDARY,
                        (input, call) -> need("PutUserPermissionsBoundary", input.userName(), call)
                                .when("iam:PermissionsBoundary", List.of(input.permissionsBoundary())),
                        this::putBoundary),
                new IamOperation<>(
                        IamApi.DELETE_USER_PERMISSIONS_BOUNDARY,
                        needs("DeleteUserPermissionsBoundary", DeleteUserPermissionsBoundaryRequest::userName),
                        this::deleteBoundary),
                new IamOperation<>(IamApi.TAG_USER, needs("TagUser", TagUserRequest::userName), this::tag),
                new IamOperation<>(IamApi.UNTAG_USER, needs("UntagUser", UntagUserRequest::userName), this::untag),
                new IamOperation<>(
                        IamApi.LIST_USER_TAGS, needs("ListUserTags", ListUserTagsRequest::userName), this::listTags));
    }

    private <I> BiFunction<I, Call, Need> needs(String action, java.util.function.Function<I, String> name) {
        return (input, call) -> need(action, name.apply(input), call);
    }

    private Need need(String action, String name, Call call) {
        String path = entities.find(Kind.USER, call.scope().account(), name)
                .map(Entity::path)
                .orElse("/");
        return Need.of("iam:" + action, Entity.arn(Kind.USER, call.scope().account(), path, name));
    }

    private Entity get(String name, Call call) {
        return entities.get(Kind.USER, call.scope().account(), name);
    }

    private Nothing change(String name, Call call, java.util.function.UnaryOperator<Entity> change) {
        entities.change(Kind.USER, call.scope().account(), name, change);
        return Nothing.INSTANCE;
    }

    private Need createNeed(CreateUserRequest input, Call call) {
        Need need = Need.of(
                "iam:CreateUser",
                Entity.arn(Kind.USER, call.scope().account(), input.path().orElse("/"), input.userName()));
        return input.permissionsBoundary()
                .map(arn -> need.when("iam:PermissionsBoundary", List.of(arn)))
                .orElse(need);
    }

    private CreateUserResponse create(CreateUserRequest input, Call call) {
        Names.check("userName", input.userName(), 64);
        Names.checkPath(input.path());
        Entity user = entities.create(new Entities.NewEntity(
                Kind.USER,
                call.scope().account(),
                input.userName(),
                input.path(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                input.permissionsBoundary(),
                Shapes.tags(Map.of(), input.tags().orElse(List.of()))));
        return CreateUserResponse.builder().user(Shapes.user(user)).build();
    }

    private GetUserResponse get(GetUserRequest input, Call call) {
        return new GetUserResponse(Shapes.user(get(Callers.userName(input.userName(), call), call)));
    }

    private Nothing delete(DeleteUserRequest input, Call call) {
        entities.delete(Kind.USER, call.scope().account(), input.userName());
        return Nothing.INSTANCE;
    }

    private ListUsersResponse list(ListUsersRequest input, Call call) {
        String prefix = input.pathPrefix().orElse("/");
        var found = entities.list(Kind.USER, call.scope().account()).stream()
                .filter(user -> user.path().startsWith(prefix))
                .toList();
        var page = Page.of(found, Entity::name, input.marker(), input.maxItems());
        return ListUsersResponse.builder()
                .users(page.items().stream().map(Shapes::user).toList())
                .isTruncated(page.isTruncated())
                .marker(page.marker().orElse(null))
                .build();
    }

    private Nothing putPolicy(PutUserPolicyRequest input, Call call) {
        String document = Documents.checked(input.policyDocument(), PolicyDocument.Kind.IDENTITY);
        return change(input.userName(), call, user -> user.withInline(input.policyName(), Optional.of(document)));
    }

    private GetUserPolicyResponse getPolicy(GetUserPolicyRequest input, Call call) {
        String document = get(input.userName(), call).inline().get(input.policyName());
        if (document == null) {
            throw IamErrors.noSuchInlinePolicy("user", input.policyName());
        }
        return new GetUserPolicyResponse(input.userName(), input.policyName(), Documents.encoded(document));
    }

    private Nothing deletePolicy(DeleteUserPolicyRequest input, Call call) {
        return change(input.userName(), call, user -> {
            if (!user.inline().containsKey(input.policyName())) {
                throw IamErrors.noSuchInlinePolicy("user", input.policyName());
            }
            return user.withInline(input.policyName(), Optional.empty());
        });
    }

    private ListUserPoliciesResponse listPolicies(ListUserPoliciesRequest input, Call call) {
        var names = List.copyOf(get(input.userName(), call).inline().keySet());
        var page = Page.of(names, name -> name, input.marker(), input.maxItems());
        return ListUserPoliciesResponse.builder()
                .policyNames(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker().orElse(null))
                .build();
    }

    private Nothing attach(AttachUserPolicyRequest input, Call call) {
        entities.policy(input.policyArn());
        return change(input.userName(), call, user -> {
            if (user.attached().size() >= 20 && !user.attached().contains(input.policyArn())) {
                throw IamErrors.limitExceeded("Cannot exceed quota for PoliciesPerUser: 20");
            }
            return user.withAttached(input.policyArn(), true);
        });
    }

    private Nothing detach(DetachUserPolicyRequest input, Call call) {
        return change(input.userName(), call, user -> {
            if (!user.attached().contains(input.policyArn())) {
                throw IamErrors.notAttached(input.policyArn());
            }
            return user.withAttached(input.policyArn(), false);
        });
    }

    private ListAttachedUserPoliciesResponse listAttached(ListAttachedUserPoliciesRequest input, Call call) {
        var page = Page.of(
                Shapes.attached(get(input.userName(), call)),
                (AttachedPolicy policy) -> policy.policyArn().orElseThrow(),
                input.marker(),
                input.maxItems());
        return ListAttachedUserPoliciesResponse.builder()
                .attachedPolicies(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker().orElse(null))
                .build();
    }

    private Nothing putBoundary(PutUserPermissionsBoundaryRequest input, Call call) {
        entities.policy(input.permissionsBoundary());
        return change(input.userName(), call, user -> user.withBoundary(Optional.of(input.permissionsBoundary())));
    }

    private Nothing deleteBoundary(DeleteUserPermissionsBoundaryRequest input, Call call) {
        return change(input.userName(), call, user -> user.withBoundary(Optional.empty()));
    }

    private Nothing tag(TagUserRequest input, Call call) {
        return change(input.userName(), call, user -> user.withTags(Shapes.tags(user.tags(), input.tags())));
    }

    private Nothing untag(UntagUserRequest input, Call call) {
        return change(input.userName(), call, user -> user.withTags(Shapes.without(user.tags(), input.tagKeys())));
    }

    private ListUserTagsResponse listTags(ListUserTagsRequest input, Call call) {
        var page = Page.of(Shapes.tags(get(input.userName(), call).tags()), Tag::key, input.marker(), input.maxItems());
        return ListUserTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker().orElse(null))
                .build();
    }
}
