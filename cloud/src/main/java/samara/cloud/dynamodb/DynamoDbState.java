package samara.cloud.dynamodb;

import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Kernel;

/// What the service's operations share.
record DynamoDbState(Tables tables, Items items, Tokens tokens, Clock clock, Ids ids) {

    static DynamoDbState of(Kernel kernel) {
        var items = new Items(kernel.store());
        return new DynamoDbState(new Tables(kernel, items), items, new Tokens(kernel), kernel.clock(), kernel.ids());
    }
}
