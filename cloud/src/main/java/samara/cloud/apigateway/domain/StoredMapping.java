package samara.cloud.apigateway.domain;

/// Which stage a part of a domain's paths is.
///
/// @param key the first parts of the path without slashes around them; empty for all that no other mapping has
/// @param stage empty where the path itself names the stage after the key, as only REST APIs can have it
public record StoredMapping(String id, String domain, String key, String apiId, String stage) {

    /// The same, pointing elsewhere.
    public StoredMapping with(String otherKey, String otherApiId, String otherStage) {
        return new StoredMapping(id, domain, otherKey, otherApiId, otherStage);
    }
}
