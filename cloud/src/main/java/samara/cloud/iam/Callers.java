package samara.cloud.iam;

import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Principal;

/// Whom a request means that names no user: the caller.
final class Callers {
    private Callers() {}

    static String userName(Optional<String> named, Call call) {
        return named.orElseGet(() -> {
            if (call.principal() instanceof Principal.User user) {
                return user.userName();
            }
            throw IamErrors.validation("Must specify userName when calling with non-User credentials");
        });
    }
}
