package samara.cloud.apigateway;

import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Decision;
import samara.cloud.kernel.Identities;
import samara.cloud.kernel.Identity;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Principal;
import samara.wire.AwsException;

/// Identities of a cloud in which everybody may do everything.
final class Everybody implements Identities {
    @Override
    public Optional<Identity> byAccessKey(String accessKeyId) {
        return Optional.empty();
    }

    @Override
    public Optional<Role> role(String roleArn) {
        return Optional.empty();
    }

    @Override
    public String uniqueId(Principal principal) {
        return principal.name();
    }

    @Override
    public void checkSessionPolicy(String json) {
        throw new AwsException("MalformedPolicyDocument", 400, json);
    }

    @Override
    public Decision decide(Call call, Need need) {
        return Decision.allowed("everybody may");
    }
}
