package samara.cloud.sts;

import java.time.Duration;
import java.util.List;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Credentials;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Principal;
import samara.wire.OperationModel;
import samara.wire.sts.GetSessionTokenRequest;
import samara.wire.sts.GetSessionTokenResponse;
import samara.wire.sts.StsApi;

/// Temporary credentials for the caller themself.
record GetSessionToken(SessionTable sessions) implements Operation<GetSessionTokenRequest, GetSessionTokenResponse> {
    private static final int USUAL_SECONDS = 43_200;

    @Override
    public OperationModel<GetSessionTokenRequest, GetSessionTokenResponse> model() {
        return StsApi.GET_SESSION_TOKEN;
    }

    /// No leave is needed: what the session may do is what its user may do.
    @Override
    public List<Need> needs(GetSessionTokenRequest input, Call call) {
        return List.of();
    }

    @Override
    public GetSessionTokenResponse run(GetSessionTokenRequest input, Call call) {
        if (!(call.principal() instanceof Principal.User) && !(call.principal() instanceof Principal.Root)) {
            throw StsErrors.accessDenied("Cannot call GetSessionToken with session credentials");
        }
        if (input.serialNumber().isPresent() || input.tokenCode().isPresent()) {
            throw StsErrors.notBuilt("TokenCode");
        }
        int seconds = input.durationSeconds().orElse(USUAL_SECONDS);
        if (seconds < 900 || seconds > 129_600) {
            throw StsErrors.validation("DurationSeconds must be from 900 to 129600.");
        }
        Credentials made = sessions.create(call.principal(), call.scope().account(), Duration.ofSeconds(seconds));
        return GetSessionTokenResponse.builder()
                .credentials(AssumeRole.shape(made))
                .build();
    }
}
