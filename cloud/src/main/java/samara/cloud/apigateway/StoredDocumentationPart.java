package samara.cloud.apigateway;

/// What is documented of a part of an API.
///
/// @param properties a JSON object
record StoredDocumentationPart(String id, DocumentationLocation location, String properties) {

    StoredDocumentationPart with(String other) {
        return new StoredDocumentationPart(id, location, other);
    }
}
