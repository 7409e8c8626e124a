package samara.cloud.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.RocksStore;
import samara.cloud.kernel.Scheduler;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Store;
import samara.wire.dynamodb.AttributeDefinition;
import samara.wire.dynamodb.AttributeValue;
import samara.wire.dynamodb.CreateTableInput;
import samara.wire.dynamodb.GetItemInput;
import samara.wire.dynamodb.KeySchemaElement;
import samara.wire.dynamodb.PutItemInput;
import samara.wire.dynamodb.TimeToLiveSpecification;
import samara.wire.dynamodb.UpdateItemInput;
import samara.wire.dynamodb.UpdateTimeToLiveInput;

/// What clients can not see in one run of the cloud: restarts, the clock, writers at the same time.
class ItemStateTest {
    private static final Scope SCOPE = new Scope(new Account("123456789012"), new Region("eu-west-1"));
    private static final Call CALL = new Call(
            SCOPE, new Principal.Root(SCOPE.account()), "request", "127.0.0.1", Optional.empty(), Optional.empty());
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void keepsTablesAndItemsOverRestart() {
        try (Store store = open();
                var scheduler = new Scheduler(Clock.frozenAt(START))) {
            DynamoDbState state = state(store, Clock.frozenAt(START), scheduler);
            createTable(state);
            put(state, Map.of("id", new AttributeValue.S("1"), "name", new AttributeValue.S("chair")));
        }
        try (Store store = open();
                var scheduler = new Scheduler(Clock.frozenAt(START))) {
            DynamoDbState state = state(store, Clock.frozenAt(START), scheduler);
            assertThat(get(state, "1"))
                    .contains(Map.of("id", new AttributeValue.S("1"), "name", new AttributeValue.S("chair")));
            assertThat(state.tables().names(SCOPE, Optional.empty(), 10)).containsExactly("items");
        }
    }

    @Test
    void deletesItemsThatExpired() {
        Clock clock = Clock.frozenAt(START);
        try (Store store = open();
                var scheduler = new Scheduler(clock)) {
            DynamoDbState state = state(store, clock, scheduler);
            createTable(state);
            put(state, Map.of("id", new AttributeValue.S("old"), "expiry", seconds(START.plusSeconds(30))));
            new UpdateTimeToLive(state)
                    .run(
                            UpdateTimeToLiveInput.builder()
                                    .tableName("items")
                                    .timeToLiveSpecification(TimeToLiveSpecification.builder()
                                            .attributeName("expiry")
                                            .enabled(true)
                                            .build())
                                    .build(),
                            CALL);
            put(state, Map.of("id", new AttributeValue.S("soon"), "expiry", seconds(START.plusSeconds(60))));
            put(state, Map.of("id", new AttributeValue.S("later"), "expiry", seconds(START.plusSeconds(600))));
            put(state, Map.of("id", new AttributeValue.S("text"), "expiry", new AttributeValue.S("1")));

            LiveTable table = state.tables().get(SCOPE, "items");
            clock.advance(Duration.ofMinutes(2));
            state.items().expire(table, clock.now().getEpochSecond());

            assertThat(get(state, "old")).isEmpty();
            assertThat(get(state, "soon")).isEmpty();
            assertThat(get(state, "later")).isPresent();
            assertThat(get(state, "text")).isPresent();
            assertThat(state.items().statistics(table).ofTable().items()).isEqualTo(2);
        }
    }

    @Test
    void losesNoneOfUpdatesMadeAtTheSameTime() throws InterruptedException {
        int writers = 8;
        int updates = 100;
        try (Store store = open();
                var scheduler = new Scheduler(Clock.frozenAt(START))) {
            DynamoDbState state = state(store, Clock.frozenAt(START), scheduler);
            createTable(state);
            var done = new CountDownLatch(writers);
            for (int writer = 0; writer < writers; writer++) {
                Thread.ofVirtual().start(() -> {
                    for (int n = 0; n < updates; n++) {
                        new UpdateItem(state)
                                .run(
                                        UpdateItemInput.builder()
                                                .tableName("items")
                                                .key(Map.of("id", new AttributeValue.S("counter")))
                                                .updateExpression("ADD visits :one")
                                                .expressionAttributeValues(Map.of(":one", new AttributeValue.N("1")))
                                                .build(),
                                        CALL);
                    }
                    done.countDown();
                });
            }
            assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(get(state, "counter").orElseThrow())
                    .containsEntry("visits", new AttributeValue.N(String.valueOf(writers * updates)));
        }
    }

    private Store open() {
        return RocksStore.open(folder.resolve("store"), folder.resolve("cache"));
    }

    private static DynamoDbState state(Store store, Clock clock, Scheduler scheduler) {
        return DynamoDbState.of(store, clock, scheduler, Ids.seeded(1));
    }

    private static AttributeValue seconds(Instant time) {
        return new AttributeValue.N(String.valueOf(time.getEpochSecond()));
    }

    private static void createTable(DynamoDbState state) {
        new CreateTable(state)
                .run(
                        CreateTableInput.builder()
                                .tableName("items")
                                .billingMode("PAY_PER_REQUEST")
                                .keySchema(List.of(KeySchemaElement.builder()
                                        .attributeName("id")
                                        .keyType("HASH")
                                        .build()))
                                .attributeDefinitions(List.of(AttributeDefinition.builder()
                                        .attributeName("id")
                                        .attributeType("S")
                                        .build()))
                                .build(),
                        CALL);
    }

    private static void put(DynamoDbState state, Map<String, AttributeValue> item) {
        new PutItem(state)
                .run(PutItemInput.builder().tableName("items").item(item).build(), CALL);
    }

    private static Optional<Map<String, AttributeValue>> get(DynamoDbState state, String id) {
        return new GetItem(state)
                .run(
                        GetItemInput.builder()
                                .tableName("items")
                                .key(Map.of("id", new AttributeValue.S(id)))
                                .build(),
                        CALL)
                .item();
    }
}
