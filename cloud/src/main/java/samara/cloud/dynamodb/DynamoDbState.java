package samara.cloud.dynamodb;

import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Scheduler;
import samara.cloud.kernel.Store;

/// What the service's operations share.
record DynamoDbState(Tables tables, Items items, Tokens tokens, Clock clock, Ids ids) {

    static DynamoDbState of(Kernel kernel) {
        return of(kernel.store(), kernel.clock(), kernel.scheduler(), kernel.ids());
    }

    static DynamoDbState of(Store store, Clock clock, Scheduler scheduler, Ids ids) {
        var items = new Items(store);
        return new DynamoDbState(
                new Tables(store, clock, scheduler, items), items, new Tokens(store, clock, scheduler), clock, ids);
    }
}
