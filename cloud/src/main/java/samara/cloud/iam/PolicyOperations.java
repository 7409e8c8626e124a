package samara.cloud.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import samara.cloud.iam.Entity.Kind;
import samara.cloud.iam.policy.PolicyDocument;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.iam.CreatePolicyRequest;
import samara.wire.iam.CreatePolicyResponse;
import samara.wire.iam.CreatePolicyVersionRequest;
import samara.wire.iam.CreatePolicyVersionResponse;
import samara.wire.iam.DeletePolicyRequest;
import samara.wire.iam.DeletePolicyVersionRequest;
import samara.wire.iam.GetPolicyRequest;
import samara.wire.iam.GetPolicyResponse;
import samara.wire.iam.GetPolicyVersionRequest;
import samara.wire.iam.GetPolicyVersionResponse;
import samara.wire.iam.IamApi;
import samara.wire.iam.ListEntitiesForPolicyRequest;
import samara.wire.iam.ListEntitiesForPolicyResponse;
import samara.wire.iam.ListPoliciesRequest;
import samara.wire.iam.ListPoliciesResponse;
import samara.wire.iam.ListPolicyTagsRequest;
import samara.wire.iam.ListPolicyTagsResponse;
import samara.wire.iam.ListPolicyVersionsRequest;
import samara.wire.iam.ListPolicyVersionsResponse;
import samara.wire.iam.PolicyRole;
import samara.wire.iam.PolicyUser;
import samara.wire.iam.SetDefaultPolicyVersionRequest;
import samara.wire.iam.Tag;
import samara.wire.iam.TagPolicyRequest;
import samara.wire.iam.UntagPolicyRequest;

/// What is done with managed policies and their versions.
final class PolicyOperations {
    private static final int MAX_VERSIONS = 5;
    private final Entities entities;

    PolicyOperations(IamDirectory directory) {
        this.entities = directory.entities();
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new IamOperation<>(
                        IamApi.CREATE_POLICY,
                        (input, call) -> Need.of("iam:CreatePolicy", arn(input, call)),
                        this::create),
                of(IamApi.GET_POLICY, "GetPolicy", GetPolicyRequest::policyArn, this::get),
                of(IamApi.DELETE_POLICY, "DeletePolicy", DeletePolicyRequest::policyArn, this::delete),
                new IamOperation<>(IamApi.LIST_POLICIES, (input, call) -> Need.of("iam:ListPolicies", "*"), this::list),
                of(
                        IamApi.CREATE_POLICY_VERSION,
                        "CreatePolicyVersion",
                        CreatePolicyVersionRequest::policyArn,
                        this::createVersion),
                of(IamApi.GET_POLICY_VERSION, "GetPolicyVersion", GetPolicyVersionRequest::policyArn, this::getVersion),
                of(
                        IamApi.DELETE_POLICY_VERSION,
                        "DeletePolicyVersion",
                        DeletePolicyVersionRequest::policyArn,
                        this::deleteVersion),
                of(
                        IamApi.LIST_POLICY_VERSIONS,
                        "ListPolicyVersions",
                        ListPolicyVersionsRequest::policyArn,
                        this::listVersions),
                of(
                        IamApi.SET_DEFAULT_POLICY_VERSION,
                        "SetDefaultPolicyVersion",
                        SetDefaultPolicyVersionRequest::policyArn,
                        this::setDefault),
                of(
                        IamApi.LIST_ENTITIES_FOR_POLICY,
                        "ListEntitiesForPolicy",
                        ListEntitiesForPolicyRequest::policyArn,
                        this::listEntities),
                of(IamApi.TAG_POLICY, "TagPolicy", TagPolicyRequest::policyArn, this::tag),
                of(IamApi.UNTAG_POLICY, "UntagPolicy", UntagPolicyRequest::policyArn, this::untag),
                of(IamApi.LIST_POLICY_TAGS, "ListPolicyTags", ListPolicyTagsRequest::policyArn, this::listTags));
    }

    private static <I, O> IamOperation<I, O> of(
            samara.wire.OperationModel<I, O> model,
            String action,
            java.util.function.Function<I, String> arn,
            java.util.function.BiFunction<I, Call, O> work) {
        return new IamOperation<>(model, (input, call) -> Need.of("iam:" + action, arn.apply(input)), work);
    }

    private static String arn(CreatePolicyRequest input, Call call) {
        return "arn:aws:iam::" + call.scope().account() + ":policy"
                + input.path().orElse("/") + input.policyName();
    }

    private CreatePolicyResponse create(CreatePolicyRequest input, Call call) {
        Names.check("policyName", input.policyName(), 128);
        Names.checkPath(input.path());
        String document = Documents.checked(input.policyDocument(), PolicyDocument.Kind.IDENTITY);
        Instant now = entities.clock().now();
        ManagedPolicy policy = entities.createPolicy(new ManagedPolicy(
                arn(input, call),
                input.policyName(),
                input.path().orElse("/"),
                entities.newPolicyId(),
                now,
                now,
                input.description(),
                "v1",
                1,
                List.of(new ManagedPolicy.Version("v1", document, now)),
                Shapes.tags(Map.of(), input.tags().orElse(List.of()))));
        return CreatePolicyResponse.builder().policy(Shapes.policy(policy, 0)).build();
    }

    private GetPolicyResponse get(GetPolicyRequest input, Call call) {
        return GetPolicyResponse.builder()
                .policy(shape(entities.policy(input.policyArn()), call))
                .build();
    }

    private samara.wire.iam.Policy shape(ManagedPolicy policy, Call call) {
        return Shapes.policy(
                policy,
                entities.withPolicy(call.scope().account(), policy.arn()).size());
    }

    private Nothing delete(DeletePolicyRequest input, Call call) {
        entities.deletePolicy(call.scope().account(), input.policyArn());
        return Nothing.INSTANCE;
    }

    private ListPoliciesResponse list(ListPoliciesRequest input, Call call) {
        String scope = input.scope().orElse("All");
        var own = scope.equals("AWS")
                ? Stream.<ManagedPolicy>of()
                : entities.policies(call.scope().account()).stream();
        var published = scope.equals("Local") ? Stream.<ManagedPolicy>of() : AwsManagedPolicies.all().stream();
        String prefix = input.pathPrefix().orElse("/");
        boolean onlyAttached = input.onlyAttached().orElse(false);
        var found = Stream.concat(own, published)
                .filter(policy -> policy.path().startsWith(prefix))
                .filter(policy -> !onlyAttached
                        || !entities.withPolicy(call.scope().account(), policy.arn())
                                .isEmpty())
                .toList();
        var page = Page.of(found, ManagedPolicy::arn, input.marker(), input.maxItems());
        return ListPoliciesResponse.builder()
                .policies(
                        page.items().stream().map(policy -> shape(policy, call)).toList())
                .isTruncated(page.isTruncated())
                .marker(page.marker().orElse(null))
                .build();
    }

    private CreatePolicyVersionResponse createVersion(CreatePolicyVersionRequest input, Call call) {
        String document = Documents.checked(input.policyDocument(), PolicyDocument.Kind.IDENTITY);
        boolean asDefault = input.setAsDefault().orElse(false);
        ManagedPolicy changed = entities.changePolicy(input.policyArn(), policy -> {
            if (policy.versions().size() >= MAX_VERSIONS) {
                throw IamErrors.limitExceeded("A managed policy can have up to " + MAX_VERSIONS
                        + " versions. Before you create a new version, you must delete an existing version.");
            }
            return policy.withVersion(document, asDefault, entities.clock().now());
        });
        return CreatePolicyVersionResponse.builder()
                .policyVersion(Shapes.version(changed, changed.versions().getLast(), false))
                .build();
    }

    private GetPolicyVersionResponse getVersion(GetPolicyVersionRequest input, Call call) {
        ManagedPolicy policy = entities.policy(input.policyArn());
        return GetPolicyVersionResponse.builder()
                .policyVersion(Shapes.version(policy, version(policy, input.versionId()), true))
                .build();
    }

    private static ManagedPolicy.Version version(ManagedPolicy policy, String id) {
        return policy.version(id).orElseThrow(() -> IamErrors.noSuchVersion(policy.arn(), id));
    }

    private Nothing deleteVersion(DeletePolicyVersionRequest input, Call call) {
        entities.changePolicy(input.policyArn(), policy -> {
            version(policy, input.versionId());
            if (policy.defaultVersion().equals(input.versionId())) {
                throw IamErrors.deleteConflict("the default version of a policy cannot be deleted");
            }
            return policy.withoutVersion(input.versionId());
        });
        return Nothing.INSTANCE;
    }

    private ListPolicyVersionsResponse listVersions(ListPolicyVersionsRequest input, Call call) {
        ManagedPolicy policy = entities.policy(input.policyArn());
        return ListPolicyVersionsResponse.builder()
                .versions(policy.versions().reversed().stream()
                        .map(version -> Shapes.version(policy, version, false))
                        .toList())
                .isTruncated(false)
                .build();
    }

    private Nothing setDefault(SetDefaultPolicyVersionRequest input, Call call) {
        entities.changePolicy(input.policyArn(), policy -> {
            version(policy, input.versionId());
            return policy.withDefault(input.versionId(), entities.clock().now());
        });
        return Nothing.INSTANCE;
    }

    private ListEntitiesForPolicyResponse listEntities(ListEntitiesForPolicyRequest input, Call call) {
        entities.policy(input.policyArn());
        var found = entities.withPolicy(call.scope().account(), input.policyArn());
        return ListEntitiesForPolicyResponse.builder()
                .policyGroups(List.of())
                .policyUsers(found.stream()
                        .filter(entity -> entity.kind() == Kind.USER)
                        .map(user -> PolicyUser.builder()
                                .userName(user.name())
                                .userId(user.id())
                                .build())
                        .toList())
                .policyRoles(found.stream()
                        .filter(entity -> entity.kind() == Kind.ROLE)
                        .map(role -> PolicyRole.builder()
                                .roleName(role.name())
                                .roleId(role.id())
                                .build())
                        .toList())
                .isTruncated(false)
                .build();
    }

    private Nothing tag(TagPolicyRequest input, Call call) {
        entities.changePolicy(input.policyArn(), policy -> policy.withTags(Shapes.tags(policy.tags(), input.tags())));
        return Nothing.INSTANCE;
    }

    private Nothing untag(UntagPolicyRequest input, Call call) {
        entities.changePolicy(
                input.policyArn(), policy -> policy.withTags(Shapes.without(policy.tags(), input.tagKeys())));
        return Nothing.INSTANCE;
    }

    private ListPolicyTagsResponse listTags(ListPolicyTagsRequest input, Call call) {
        var page = Page.of(
                Shapes.tags(entities.policy(input.policyArn()).tags()), Tag::key, input.marker(), input.maxItems());
        return ListPolicyTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.marker().orElse(null))
                .build();
    }
}
