package samara.cloud.apigateway;

import samara.cloud.kernel.Account;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scope;

/// Where an API lives: a URL names only the API's id.
record ApiHome(String accountId, String regionName) {
    static ApiHome of(Scope scope) {
        return new ApiHome(scope.account().id(), scope.region().name());
    }

    Scope scope() {
        return new Scope(new Account(accountId), new Region(regionName));
    }
}
