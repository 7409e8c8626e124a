package samara.gateway.api;

import java.util.Optional;

/// A JSON schema (draft 4) that bodies are checked against.
///
/// @param schema the schema as JSON text
public record Model(String id, String name, Optional<String> description, String schema, String contentType) {}
