package samara.gateway.openapi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import samara.template.Diagnostic;
import samara.template.ObjectNode;

/// What an operation says of its own authorization, which comes before what `security` asks for.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-auth.html>
final class ExplicitAuth {
    static final String NAME = "x-amazon-apigateway-auth";
    private static final Set<String> TYPES = Set.of("NONE", "AWS_IAM");

    private ExplicitAuth() {}

    /// `NONE` or `AWS_IAM`; nothing where the operation says nothing.
    ///
    /// @param diagnostics gets an error for any other type
    static Optional<String> read(ObjectNode operation, List<Diagnostic> diagnostics) {
        Optional<String> type = operation
                .object(NAME)
                .map(auth -> auth.string("type").orElse("").toUpperCase(Locale.ROOT));
        if (type.isPresent() && !TYPES.contains(type.get())) {
            diagnostics.add(Diagnostic.error(
                    "openapi-auth",
                    "`" + NAME + "` is of the type `" + type.get() + "`; known are NONE and AWS_IAM.",
                    operation.nameSpan(NAME)));
            return Optional.empty();
        }
        return type;
    }
}
