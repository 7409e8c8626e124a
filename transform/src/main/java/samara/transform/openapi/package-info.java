/// Edits of API definitions: Swagger 2 and OpenAPI 3 of REST APIs ([RestDefinition]), OpenAPI 3 of HTTP APIs
/// ([HttpDefinition]).
///
/// A deployment's id is a hash of the definition's text, which depends on each step that made it (see
/// [samara.transform.draft]). So each edit is between an `edit` and a `finish`, and each of both counts as one deep
/// copy of the definition; members are put in the order in which AWS's transform puts them.
@NullMarked
package samara.transform.openapi;

import org.jspecify.annotations.NullMarked;
