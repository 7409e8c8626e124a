package samara.cloud.ssm;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.cloud.kernel.Scope;

/// A parameter's name: `plain`, or `/in/a/hierarchy`.
record ParameterName(String value) {
    private static final Pattern CHARACTERS = Pattern.compile("[a-zA-Z0-9_./-]+");

    /// The name of a parameter that is to be made.
    ///
    /// @throws samara.wire.AwsException where AWS refuses such a name
    static ParameterName checked(String value) {
        if (!CHARACTERS.matcher(value).matches() || value.endsWith("/") || value.contains("//")) {
            throw SsmErrors.validation("Parameter name must be a fully qualified name: letters, numbers and the"
                    + " characters `.-_`, with `/` between the levels of a hierarchy. `" + value + "` is none.");
        }
        if (value.length() > SsmLimits.NAME) {
            throw SsmErrors.validation("Parameter name is longer than " + SsmLimits.NAME + " characters.");
        }
        String bare = value.startsWith("/") ? value.substring(1) : value;
        if (!value.startsWith("/") && value.contains("/")) {
            throw SsmErrors.validation("Parameter name must be a fully qualified name.");
        }
        String lower = bare.toLowerCase(Locale.ROOT);
        if (lower.startsWith("aws") || lower.startsWith("ssm")) {
            throw SsmErrors.validation("Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");
        }
        if (bare.split("/").length > SsmLimits.LEVELS) {
            throw new samara.wire.AwsException(
                    "HierarchyLevelLimitExceededException",
                    400,
                    "A hierarchy can have a maximum of " + SsmLimits.LEVELS + " levels.");
        }
        return new ParameterName(value);
    }

    /// What a request names: a name or an ARN, maybe with a version or label behind a colon.
    ///
    /// @param selector the version or label
    record Reference(ParameterName name, Optional<String> selector) {

        static Reference of(String text, Scope scope) {
            String rest = text;
            if (text.startsWith("arn:")) {
                String prefix = scope.arn("ssm", "parameter");
                if (!text.startsWith(prefix + "/")) {
                    throw SsmErrors.notBuilt("parameters of other accounts and Regions");
                }
                String path = text.substring(prefix.length());
                rest = path.indexOf('/', 1) < 0 ? path.substring(1) : path;
            }
            int colon = rest.indexOf(':');
            return colon < 0
                    ? new Reference(new ParameterName(rest), Optional.empty())
                    : new Reference(
                            new ParameterName(rest.substring(0, colon)), Optional.of(rest.substring(colon + 1)));
        }
    }

    String arn(Scope scope) {
        return scope.arn("ssm", "parameter" + (value.startsWith("/") ? value : "/" + value));
    }

    /// Whether this is below a path: `recursive` at any depth, else directly.
    boolean isBelow(String path, boolean recursive) {
        String full = value.startsWith("/") ? value : "/" + value;
        String prefix = path.endsWith("/") ? path : path + "/";
        return full.startsWith(prefix)
                && full.length() > prefix.length()
                && (recursive || full.indexOf('/', prefix.length()) < 0);
    }
}
