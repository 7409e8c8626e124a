package samara.cloud.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.cloud.iam.Entity.Kind;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.iam.GetAccountSummaryResponse;
import samara.wire.iam.IamApi;
import samara.wire.iam.ListAccountAliasesRequest;
import samara.wire.iam.ListAccountAliasesResponse;

/// What is asked about an account as a whole.
final class AccountOperations {
    private final Entities entities;

    AccountOperations(IamDirectory directory) {
        this.entities = directory.entities();
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new IamOperation<>(
                        IamApi.GET_ACCOUNT_SUMMARY,
                        (input, call) -> Need.of("iam:GetAccountSummary", "*"),
                        (input, call) -> summary(call)),
                new IamOperation<>(
                        IamApi.LIST_ACCOUNT_ALIASES,
                        (input, call) -> Need.of("iam:ListAccountAliases", "*"),
                        this::aliases));
    }

    private GetAccountSummaryResponse summary(Call call) {
        Map<String, Integer> summary = new LinkedHashMap<>();
        summary.put("Roles", entities.list(Kind.ROLE, call.scope().account()).size());
        summary.put("Users", entities.list(Kind.USER, call.scope().account()).size());
        summary.put("Policies", entities.policies(call.scope().account()).size());
        return GetAccountSummaryResponse.builder().summaryMap(summary).build();
    }

    /// None: aliases cannot be made here.
    private ListAccountAliasesResponse aliases(ListAccountAliasesRequest input, Call call) {
        return ListAccountAliasesResponse.builder()
                .accountAliases(List.of())
                .isTruncated(false)
                .build();
    }
}
