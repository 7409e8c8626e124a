package samara.cloud;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import samara.cloud.iam.IamDirectory;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Decision;
import samara.cloud.kernel.Identities;
import samara.cloud.kernel.Identity;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Principal;

/// All who have a key: the administrator, users and sessions. All else is IAM's.
final class KnownIdentities implements Identities {
    private final IamDirectory iam;
    private final List<Function<String, Optional<Identity>>> sources;

    KnownIdentities(IamDirectory iam, List<Function<String, Optional<Identity>>> sources) {
        this.iam = iam;
        this.sources = sources;
    }

    @Override
    public Optional<Identity> byAccessKey(String accessKeyId) {
        for (var source : sources) {
            Optional<Identity> found = source.apply(accessKeyId);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Role> role(String roleArn) {
        return iam.role(roleArn);
    }

    @Override
    public String uniqueId(Principal principal) {
        return iam.uniqueId(principal);
    }

    @Override
    public void checkSessionPolicy(String json) {
        iam.checkSessionPolicy(json);
    }

    @Override
    public void checkResourcePolicy(String json) {
        iam.checkResourcePolicy(json);
    }

    @Override
    public Decision decide(Call call, Need need) {
        return iam.decide(call, need);
    }
}
