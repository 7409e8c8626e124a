package samara.cloud.cognitoidp;

import java.time.Instant;
import java.util.Map;

/// A user.
///
/// @param status `CONFIRMED` or `FORCE_CHANGE_PASSWORD`
/// @param attributes among them `sub`
/// @param password its salted hash, as [Passwords] writes it
record StoredUser(
        String poolId,
        String username,
        String status,
        boolean enabled,
        Instant created,
        Instant modified,
        Map<String, String> attributes,
        String password) {

    String sub() {
        return attributes.getOrDefault("sub", "");
    }

    StoredUser withPassword(String hash, String newStatus, Instant now) {
        return new StoredUser(poolId, username, newStatus, enabled, created, now, attributes, hash);
    }
}
