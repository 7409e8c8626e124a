package samara.cloud.iam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.wire.iam.AttachedPermissionsBoundary;
import samara.wire.iam.AttachedPolicy;
import samara.wire.iam.Policy;
import samara.wire.iam.PolicyVersion;
import samara.wire.iam.Role;
import samara.wire.iam.Tag;
import samara.wire.iam.User;

/// State as IAM's answers show it.
final class Shapes {
    private Shapes() {}

    static Role role(Entity role) {
        return Role.builder()
                .path(role.path())
                .roleName(role.name())
                .roleId(role.id())
                .arn(role.arn())
                .createDate(role.created())
                .assumeRolePolicyDocument(Documents.encoded(role.trustPolicy().orElseThrow()))
                .description(role.description().orElse(null))
                .maxSessionDuration(role.maxSessionSeconds())
                .permissionsBoundary(boundary(role).orElse(null))
                .tags(role.tags().isEmpty() ? null : tags(role.tags()))
                .build();
    }

    static User user(Entity user) {
        return User.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.id())
                .arn(user.arn())
                .createDate(user.created())
                .permissionsBoundary(boundary(user).orElse(null))
                .tags(user.tags().isEmpty() ? null : tags(user.tags()))
                .build();
    }

    static Policy policy(ManagedPolicy policy, int attachments) {
        return Policy.builder()
                .policyName(policy.name())
                .policyId(policy.id())
                .arn(policy.arn())
                .path(policy.path())
                .defaultVersionId(policy.defaultVersion())
                .attachmentCount(attachments)
                .permissionsBoundaryUsageCount(0)
                .isAttachable(true)
                .description(policy.description().orElse(null))
                .createDate(policy.created())
                .updateDate(policy.updated())
                .tags(policy.tags().isEmpty() ? null : tags(policy.tags()))
                .build();
    }

    static PolicyVersion version(ManagedPolicy policy, ManagedPolicy.Version version, boolean withDocument) {
        return PolicyVersion.builder()
                .document(withDocument ? Documents.encoded(version.document()) : null)
                .versionId(version.id())
                .isDefaultVersion(version.id().equals(policy.defaultVersion()))
                .createDate(version.created())
                .build();
    }

    static List<AttachedPolicy> attached(Entity entity) {
        return entity.attached().stream()
                .map(arn -> AttachedPolicy.builder()
                        .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                        .policyArn(arn)
                        .build())
                .toList();
    }

    static List<Tag> tags(Map<String, String> tags) {
        List<Tag> list = new ArrayList<>();
        tags.forEach((key, value) -> list.add(new Tag(key, value)));
        return list;
    }

    /// The tags with some more, the latter winning.
    static Map<String, String> tags(Map<String, String> before, List<Tag> more) {
        Map<String, String> tags = new LinkedHashMap<>(before);
        more.forEach(tag -> tags.put(tag.key(), tag.value()));
        if (tags.size() > 50) {
            throw IamErrors.limitExceeded("Cannot exceed quota for TagsPerResource: 50");
        }
        return tags;
    }

    static Map<String, String> without(Map<String, String> before, List<String> keys) {
        Map<String, String> tags = new LinkedHashMap<>(before);
        tags.keySet().removeAll(keys);
        return tags;
    }

    private static Optional<AttachedPermissionsBoundary> boundary(Entity entity) {
        return entity.boundary()
                .map(arn -> AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryType("Policy")
                        .permissionsBoundaryArn(arn)
                        .build());
    }
}
