package samara.cloud.iam;

import java.time.Instant;
import samara.cloud.kernel.Account;

/// A user's access key.
record StoredKey(Account account, String userName, String id, String secret, boolean isActive, Instant created) {
    StoredKey withActive(boolean value) {
        return new StoredKey(account, userName, id, secret, value, created);
    }

    // Without the secret, so that none gets into a log.
    @Override
    public String toString() {
        return "StoredKey[" + id + "]";
    }
}
