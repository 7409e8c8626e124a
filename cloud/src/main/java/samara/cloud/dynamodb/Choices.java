package samara.cloud.dynamodb;

import java.util.List;
import java.util.Optional;
import samara.cloud.dynamodb.value.Invalid;
import samara.wire.AwsException;

/// Members of requests that are one of a few words, within bounds, or not built.
final class Choices {
    private Choices() {}

    /// The word of a member, or the one that it has by default.
    ///
    /// @throws AwsException if it is none of them
    static String of(String member, Optional<String> given, String byDefault, List<String> words) {
        String word = given.orElse(byDefault);
        if (!words.contains(word)) {
            throw constraint(member, word, "Member must satisfy enum value set: [" + String.join(", ", words) + "]");
        }
        return word;
    }

    /// The number of a member, if it is given.
    static Optional<Integer> atLeastOne(String member, Optional<Integer> given) {
        return atLeast(member, given, 1);
    }

    static Optional<Integer> atLeast(String member, Optional<Integer> given, int least) {
        if (given.isPresent() && given.get() < least) {
            throw constraint(
                    member, String.valueOf(given.get()), "Member must have value greater than or equal to " + least);
        }
        return given;
    }

    static Optional<Integer> atMost(String member, Optional<Integer> given, int most) {
        if (given.isPresent() && given.get() > most) {
            throw constraint(
                    member, String.valueOf(given.get()), "Member must have value less than or equal to " + most);
        }
        return given;
    }

    static AwsException constraint(String member, String value, String constraint) {
        return Invalid.because("1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: " + constraint);
    }

    /// To be called with members that this version does not build.
    static void refuse(String member, Optional<?> given, String hint) {
        if (given.isPresent()) {
            throw new AwsException("NotImplemented", 501, "`" + member + "` is not built. " + hint);
        }
    }
}
