package samara.cloud.wafv2;

import java.util.Map;

/// A web ACL, an IP set or a regex pattern set.
///
/// @param kind `webacl`, `ipset` or `regexpatternset`, as its ARN has it
/// @param lockToken a new one with each change
/// @param document what it says, as JSON with AWS's names
record StoredEntity(
        String kind,
        String name,
        String id,
        String arn,
        String description,
        String lockToken,
        String document,
        Map<String, String> tags) {

    StoredEntity changed(String otherDescription, String otherDocument, String newLockToken) {
        return new StoredEntity(kind, name, id, arn, otherDescription, newLockToken, otherDocument, tags);
    }

    StoredEntity withTags(Map<String, String> other) {
        return new StoredEntity(kind, name, id, arn, description, lockToken, document, other);
    }
}
