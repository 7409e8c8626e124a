package samara.cloud.iam;

import java.util.Optional;
import java.util.regex.Pattern;

/// The rules for names and paths.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>.
final class Names {
    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]{0,510}/");

    private Names() {}

    static void check(String member, String name, int maxLength) {
        if (name.length() > maxLength) {
            throw IamErrors.validation("1 validation error detected: Value at '" + member
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + maxLength);
        }
        if (!NAME.matcher(name).matches()) {
            throw IamErrors.validation("The specified value for " + member
                    + " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
    }

    static void checkPath(Optional<String> path) {
        if (path.filter(text -> !PATH.matcher(text).matches()).isPresent()) {
            throw IamErrors.validation("The specified value for path is invalid. It must begin and end with / and"
                    + " contain only alphanumeric characters and/or / characters.");
        }
    }
}
