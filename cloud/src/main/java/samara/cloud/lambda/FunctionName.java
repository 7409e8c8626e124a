package samara.cloud.lambda;

import java.util.Optional;
import java.util.regex.Pattern;
import samara.cloud.kernel.Scope;
import samara.wire.AwsException;

/// A function as callers name it: by name, partial ARN or ARN, with or without a qualifier.
record FunctionName(String name, Optional<String> qualifier) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]{1,64}");

    /// Reads what came in `FunctionName` and `Qualifier`.
    static FunctionName of(String text, Optional<String> qualifier) {
        String rest = text;
        if (text.startsWith("arn:")) {
            String[] parts = text.split(":", 7);
            rest = parts.length == 7 ? parts[6] : "";
        } else if (text.matches("\\d{12}:function:.*")) {
            rest = text.substring("123456789012:function:".length());
        }
        int colon = rest.indexOf(':');
        String name = colon < 0 ? rest : rest.substring(0, colon);
        if (!NAME.matcher(name).matches()) {
            throw new AwsException(
                    "ValidationException", 400, "`" + text + "` is neither a function's name nor its ARN.");
        }
        return new FunctionName(name, colon < 0 ? qualifier : Optional.of(rest.substring(colon + 1)));
    }

    /// The same, where an ARN must be of this scope.
    ///
    /// @throws AwsException for a function of another Region or account, which this scope's requests do not reach
    static FunctionName of(String text, Optional<String> qualifier, Scope scope) {
        FunctionName name = of(text, qualifier);
        if (text.startsWith("arn:")) {
            String[] parts = text.split(":", 7);
            if (!parts[3].equals(scope.region().name())) {
                throw new AwsException(
                        "ResourceNotFoundException",
                        404,
                        "Functions from '" + parts[3] + "' are not reachable in this region ('" + scope.region()
                                + "')");
            }
            if (!parts[4].equals(scope.account().id())) {
                throw LambdaErrors.notFound(text);
            }
        }
        return name;
    }

    String arn(Scope scope) {
        return StoredFunction.arn(scope, name)
                + qualifier.map(part -> ":" + part).orElse("");
    }

    /// The qualifier that policies are kept under.
    String policyQualifier() {
        return qualifier.filter(part -> !part.equals(StoredFunction.LATEST)).orElse("");
    }
}
