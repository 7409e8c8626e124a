package samara.cloud.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import samara.cloud.CloudTest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class DynamoDbTest extends CloudTest {
    private final DynamoDbClient dynamo = client(DynamoDbClient.builder());
    private String table = "";

    @BeforeEach
    void makeATableWithAnIndexAndTenItems(TestInfo test) {
        table = test.getTestMethod().orElseThrow().getName();
        dynamo.createTable(r -> r.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .attributeDefinitions(
                        attribute("pk", ScalarAttributeType.S),
                        attribute("sk", ScalarAttributeType.N),
                        attribute("g", ScalarAttributeType.S))
                .globalSecondaryIndexes(i -> i.indexName("byG")
                        .keySchema(key("g", KeyType.HASH), key("sk", KeyType.RANGE))
                        .projection(
                                p -> p.projectionType(ProjectionType.INCLUDE).nonKeyAttributes("x"))));
        for (int i = -5; i < 5; i++) {
            int number = i;
            dynamo.putItem(r -> r.tableName(table)
                    .item(Map.of(
                            "pk", text("a"),
                            "sk", number(number),
                            "g", text("g" + Math.floorMod(number, 2)),
                            "x", number(number * 2),
                            "big", text("b"))));
        }
    }

    @Test
    void ordersNumbersAsNumbers() {
        assertThat(numbers(q -> q.keyConditionExpression("pk = :p")))
                .containsExactly(-5, -4, -3, -2, -1, 0, 1, 2, 3, 4);
        assertThat(numbers(q -> q.keyConditionExpression("pk = :p AND sk BETWEEN :a AND :b")
                        .expressionAttributeValues(Map.of(":p", text("a"), ":a", number(-2), ":b", number(1)))
                        .scanIndexForward(false)))
                .containsExactly(1, 0, -1, -2);
    }

    @Test
    void pagesAQuery() {
        assertThat(dynamo
                        .queryPaginator(r -> r.tableName(table)
                                .limit(3)
                                .keyConditionExpression("pk = :p")
                                .expressionAttributeValues(Map.of(":p", text("a"))))
                        .items()
                        .stream()
                        .map(item -> Integer.parseInt(sortKey(item))))
                .containsExactlyElementsOf(IntStream.range(-5, 5).boxed().toList());
    }

    @Test
    void keepsAnIndexInStepWithItsTable() {
        var byIndex = QueryRequest.builder()
                .tableName(table)
                .indexName("byG")
                .keyConditionExpression("g = :g")
                .expressionAttributeValues(Map.of(":g", text("g1")))
                .build();
        assertThat(dynamo.query(byIndex).items())
                .hasSize(5)
                .allSatisfy(item -> assertThat(item).containsOnlyKeys("pk", "sk", "g", "x"));
        dynamo.updateItem(r ->
                r.tableName(table).key(Map.of("pk", text("a"), "sk", number(1))).updateExpression("REMOVE g"));
        assertThat(dynamo.query(byIndex).items()).hasSize(4);
        assertThatThrownBy(() ->
                        dynamo.query(byIndex.toBuilder().consistentRead(true).build()))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Consistent reads are not supported");
    }

    @Test
    void updatesByExpression() {
        var updated = dynamo.updateItem(r -> r.tableName(table)
                .key(Map.of("pk", text("a"), "sk", number(0)))
                .updateExpression("SET #n = if_not_exists(#n, :z) + :x ADD tags :t REMOVE big")
                .expressionAttributeNames(Map.of("#n", "count"))
                .expressionAttributeValues(
                        Map.of(":x", number(7), ":z", number(0), ":t", AttributeValue.fromSs(List.of("new"))))
                .returnValues(ReturnValue.ALL_NEW));
        assertThat(updated.attributes())
                .containsEntry("count", number(7))
                .containsEntry("tags", AttributeValue.fromSs(List.of("new")))
                .doesNotContainKey("big");
    }

    @Test
    void checksConditions() {
        assertThatThrownBy(() -> dynamo.putItem(r -> r.tableName(table)
                        .item(Map.of("pk", text("a"), "sk", number(1)))
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)))
                .isInstanceOfSatisfying(ConditionalCheckFailedException.class, e -> {
                    assertThat(e).hasMessageContaining("The conditional request failed");
                    assertThat(e.item()).containsEntry("x", number(2));
                });
    }

    @Test
    void writesAllOfATransactionOrNothing() {
        assertThatThrownBy(() -> dynamo.transactWriteItems(r -> r.transactItems(
                        i -> i.put(p -> p.tableName(table).item(Map.of("pk", text("t"), "sk", number(1)))),
                        i -> i.conditionCheck(c -> c.tableName(table)
                                .key(Map.of("pk", text("a"), "sk", number(99)))
                                .conditionExpression("attribute_exists(pk)")))))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        e -> assertThat(e.cancellationReasons())
                                .extracting(reason -> reason.code())
                                .containsExactly("None", "ConditionalCheckFailed"));
        assertThat(dynamo.getItem(r -> r.tableName(table).key(Map.of("pk", text("t"), "sk", number(1))))
                        .hasItem())
                .isFalse();
    }

    @Test
    void scansInSegmentsWithoutLossOrDoubles() {
        List<String> seen = IntStream.range(0, 4)
                .boxed()
                .flatMap(
                        segment -> dynamo
                                .scanPaginator(r -> r.tableName(table)
                                        .segment(segment)
                                        .totalSegments(4)
                                        .limit(2))
                                .items()
                                .stream())
                .map(item -> sortKey(item))
                .toList();
        assertThat(seen).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void refusesItemsAsDynamoDbDoes() {
        refused(Map.of("pk", text("a")), "Missing the key sk in the item");
        refused(Map.of("pk", number(1), "sk", number(1)), "Type mismatch for key pk expected: S actual: N");
        refused(Map.of("pk", text(""), "sk", number(1)), "empty string value. Key: pk");
        refused(
                Map.of("pk", text("a"), "sk", number(1), "x", text("y".repeat(410_000))),
                "Item size has exceeded the maximum allowed size");
        refused(
                Map.of("pk", text("a"), "sk", number(1), "s", AttributeValue.fromSs(List.of("a", "a"))),
                "contains duplicates");
    }

    @Test
    void refusesTablesThatAreThereOrNot() {
        assertThatThrownBy(() -> dynamo.createTable(r -> r.tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(key("pk", KeyType.HASH))
                        .attributeDefinitions(attribute("pk", ScalarAttributeType.S))))
                .isInstanceOf(ResourceInUseException.class);
        assertThatThrownBy(() -> dynamo.describeTable(r -> r.tableName("nowhere")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Requested resource not found: Table: nowhere not found");
        dynamo.deleteTable(r -> r.tableName(table));
        assertThatThrownBy(() -> dynamo.scan(r -> r.tableName(table))).isInstanceOf(ResourceNotFoundException.class);
    }

    private void refused(Map<String, AttributeValue> item, String why) {
        assertThatThrownBy(() -> dynamo.putItem(r -> r.tableName(table).item(item)))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining(why);
    }

    private List<Integer> numbers(Consumer<QueryRequest.Builder> query) {
        return dynamo
                .query(r -> {
                    r.tableName(table).expressionAttributeValues(Map.of(":p", text("a")));
                    query.accept(r);
                })
                .items()
                .stream()
                .map(item -> Integer.parseInt(sortKey(item)))
                .toList();
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(int number) {
        return AttributeValue.fromN(Integer.toString(number));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static String sortKey(java.util.Map<String, AttributeValue> item) {
        return item.getOrDefault("sk", AttributeValue.fromN("-1")).n();
    }
}
