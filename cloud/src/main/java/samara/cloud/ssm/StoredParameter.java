package samara.cloud.ssm;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A version of a parameter.
///
/// @param type `String`, `StringList` or `SecureString`
/// @param value of a `SecureString` the ciphertext
/// @param tier `Standard` or `Advanced`
/// @param modifiedBy the ARN of who made this version
record StoredParameter(
        String name,
        long version,
        String type,
        String value,
        String tier,
        String dataType,
        Instant modified,
        String modifiedBy,
        Optional<String> description,
        Optional<String> allowedPattern,
        Optional<String> keyId,
        Map<String, String> tags) {

    boolean isSecure() {
        return type.equals("SecureString");
    }

    StoredParameter withTags(Map<String, String> now) {
        return new StoredParameter(
                name,
                version,
                type,
                value,
                tier,
                dataType,
                modified,
                modifiedBy,
                description,
                allowedPattern,
                keyId,
                now);
    }
}
