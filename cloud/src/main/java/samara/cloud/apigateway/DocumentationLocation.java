package samara.cloud.apigateway;

import java.util.List;
import java.util.Optional;

/// What of an API a documentation part is about. What is not said of a path, method or status means any: `/`, `*`.
///
/// @param type `API`, `RESOURCE`, `METHOD`, …
/// @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_DocumentationPartLocation.html">
///     DocumentationPartLocation</a>
record DocumentationLocation(
        String type,
        Optional<String> path,
        Optional<String> method,
        Optional<String> statusCode,
        Optional<String> name) {
    private static final List<String> OF_RESPONSES = List.of("RESPONSE", "RESPONSE_HEADER", "RESPONSE_BODY");
    private static final List<String> OF_METHODS =
            List.of("METHOD", "PATH_PARAMETER", "QUERY_PARAMETER", "REQUEST_HEADER", "REQUEST_BODY");
    private static final List<String> NAMED =
            List.of("AUTHORIZER", "MODEL", "PATH_PARAMETER", "QUERY_PARAMETER", "REQUEST_HEADER", "RESPONSE_HEADER");

    /// The same, checked and completed.
    ///
    /// @throws samara.wire.AwsException `BadRequestException` where something is said that its type has not
    DocumentationLocation complete() {
        boolean response = OF_RESPONSES.contains(type);
        boolean ofMethod = response || OF_METHODS.contains(type);
        boolean ofPath = ofMethod || type.equals("RESOURCE");
        boolean named = NAMED.contains(type);
        if (!ofPath && !named && !type.equals("API")) {
            throw ApiGatewayErrors.badRequest("Invalid documentation part type `" + type + "`");
        }
        if (named && name.isEmpty()) {
            throw ApiGatewayErrors.badRequest("A documentation part of the type " + type + " needs a `name`");
        }
        return new DocumentationLocation(
                type,
                only(ofPath, path, "path", "/"),
                only(ofMethod, method, "method", "*"),
                only(response, statusCode, "statusCode", "*"),
                only(named, name, "name", ""));
    }

    private Optional<String> only(boolean valid, Optional<String> value, String field, String any) {
        if (!valid && value.isPresent()) {
            throw ApiGatewayErrors.badRequest("A documentation part of the type " + type + " has no `" + field + "`");
        }
        return valid ? value.or(() -> Optional.of(any)) : value;
    }
}
