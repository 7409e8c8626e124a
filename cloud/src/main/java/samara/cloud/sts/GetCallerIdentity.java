package samara.cloud.sts;

import java.util.List;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Identities;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.sts.GetCallerIdentityRequest;
import samara.wire.sts.GetCallerIdentityResponse;
import samara.wire.sts.StsApi;

/// Who calls. Nobody needs leave for this, and none can be kept from it.
record GetCallerIdentity(Identities identities)
        implements Operation<GetCallerIdentityRequest, GetCallerIdentityResponse> {
    @Override
    public OperationModel<GetCallerIdentityRequest, GetCallerIdentityResponse> model() {
        return StsApi.GET_CALLER_IDENTITY;
    }

    @Override
    public List<Need> needs(GetCallerIdentityRequest input, Call call) {
        return List.of();
    }

    @Override
    public GetCallerIdentityResponse run(GetCallerIdentityRequest input, Call call) {
        return GetCallerIdentityResponse.builder()
                .userId(identities.uniqueId(call.principal()))
                .account(call.scope().account().id())
                .arn(call.principal().name())
                .build();
    }
}
