package samara.transform.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftText;
import samara.transform.draft.PythonText;

/// Logical ids that change with what they name: a prefix and the first ten digits of a SHA-1.
public final class LogicalId {
    private static final int LENGTH = 10;

    private LogicalId() {}

    /// The prefix and the hash of `data` as compact JSON with sorted keys; of a string, the string itself.
    /// Nothing and what is empty has no hash.
    public static String of(String prefix, Draft data) {
        return data.truthy() ? of(prefix, stringify(data)) : prefix;
    }

    /// The prefix and the hash of this text, if there is any.
    public static String of(String prefix, String data) {
        return data.isEmpty() ? prefix : prefix + sha1(data).substring(0, LENGTH);
    }

    /// The SHA-1 of a text in UTF-8, in 40 hexadecimal digits.
    public static String sha1(String data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(data.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1.", e);
        }
    }

    /// Whether CloudFormation takes this for a logical id: ASCII letters and digits, one or more.
    public static boolean isValid(String id) {
        return !id.isEmpty() && id.chars().allMatch(LogicalId::isIdCharacter);
    }

    private static boolean isIdCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /// Whether a text is not empty and made of letters and digits only, so that an id can hold it as it is.
    public static boolean isAlphanumeric(String text) {
        return !text.isEmpty() && text.codePoints().allMatch(Character::isLetterOrDigit);
    }

    private static String stringify(Draft data) {
        return data instanceof DraftText text ? text.value() : PythonText.compactJson(data);
    }
}
