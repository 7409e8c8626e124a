package samara.cloud;

import java.util.Optional;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Credentials;
import samara.cloud.kernel.Identity;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Store;

/// The administrator of a cloud: the root user of its account, with a key that is made when the state is, and with
/// `test`/`test` where nobody but this machine can reach the cloud.
final class Administrator {
    private static final String TEST = "test";

    private final Account account;
    private final Credentials credentials;
    private final boolean takesTest;

    private record Key(String id, String secret) {}

    Administrator(Store store, Ids ids, Account account, boolean takesTest) {
        var table = store.table("cloud/administrator", Key.class);
        Key key = table.get(account.id()).orElseGet(() -> {
            var made = new Key("AKIA" + ids.upperAlphanumeric(16), ids.secret(40));
            table.put(account.id(), made);
            return made;
        });
        this.account = account;
        this.credentials = new Credentials(key.id, key.secret, Optional.empty(), Optional.empty());
        this.takesTest = takesTest;
    }

    Credentials credentials() {
        return credentials;
    }

    Optional<Identity> byAccessKey(String id) {
        if (id.equals(credentials.accessKeyId())) {
            return Optional.of(new Identity(credentials, new Principal.Root(account), account));
        }
        if (takesTest && id.equals(TEST)) {
            var test = new Credentials(TEST, TEST, Optional.empty(), Optional.empty());
            return Optional.of(new Identity(test, new Principal.Root(account), account));
        }
        return Optional.empty();
    }
}
