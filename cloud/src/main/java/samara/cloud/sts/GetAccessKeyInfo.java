package samara.cloud.sts;

import java.util.List;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Identities;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.sts.GetAccessKeyInfoRequest;
import samara.wire.sts.GetAccessKeyInfoResponse;
import samara.wire.sts.StsApi;

/// The account that an access key is of.
record GetAccessKeyInfo(Identities identities) implements Operation<GetAccessKeyInfoRequest, GetAccessKeyInfoResponse> {
    @Override
    public OperationModel<GetAccessKeyInfoRequest, GetAccessKeyInfoResponse> model() {
        return StsApi.GET_ACCESS_KEY_INFO;
    }

    @Override
    public List<Need> needs(GetAccessKeyInfoRequest input, Call call) {
        return List.of(Need.of("sts:GetAccessKeyInfo", "*"));
    }

    @Override
    public GetAccessKeyInfoResponse run(GetAccessKeyInfoRequest input, Call call) {
        String account = identities
                .byAccessKey(input.accessKeyId())
                .map(identity -> identity.account().id())
                .orElseThrow(() -> StsErrors.validation("The access key " + input.accessKeyId() + " is not known."));
        return GetAccessKeyInfoResponse.builder().account(account).build();
    }
}
