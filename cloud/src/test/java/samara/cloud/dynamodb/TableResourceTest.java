package samara.cloud.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Calls;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scheduler;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Store;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceHandler;
import samara.cloud.resource.ResourceHandlers;
import samara.cloud.resource.StoredResource;
import samara.template.Diagnostic;
import samara.template.ObjectNode;
import samara.template.TemplateReader;
import samara.wire.AwsException;
import samara.wire.OperationModel;

class TableResourceTest {
    private static final Scope SCOPE = new Scope(new Account("123456789012"), new Region("eu-west-1"));
    private static final Call CALL = new Call(
            SCOPE, new Principal.Root(SCOPE.account()), "request", "127.0.0.1", Optional.empty(), Optional.empty());
    private static final String BASIC = """
            BillingMode: PAY_PER_REQUEST
            KeySchema: [{AttributeName: id, KeyType: HASH}]
            AttributeDefinitions:
            - {AttributeName: id, AttributeType: S}
            """;

    private final Clock clock = Clock.frozenAt(Instant.parse("2026-11-23T00:00:00Z"));
    private final Scheduler scheduler = new Scheduler(clock);
    private final DynamoDbState state = DynamoDbState.of(Store.inMemory(), clock, scheduler, Ids.seeded(1));
    private final ResourceHandler<?, ?> handler = new ResourceHandlers(_ -> Optional.of(new TableResource()))
            .find("AWS::DynamoDB::Table")
            .orElseThrow();

    @AfterEach
    void stopScheduler() {
        scheduler.close();
    }

    @Test
    void makesTableWithAllThatItsPropertiesSay() {
        StoredResource made = create(BASIC + """
                - {AttributeName: owner, AttributeType: S}
                GlobalSecondaryIndexes:
                - IndexName: byOwner
                  KeySchema: [{AttributeName: owner, KeyType: HASH}]
                  Projection: {ProjectionType: KEYS_ONLY}
                TimeToLiveSpecification: {AttributeName: expiry, Enabled: true}
                PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}
                SSESpecification: {SSEEnabled: true}
                DeletionProtectionEnabled: false
                TableClass: STANDARD
                Tags: [{Key: team, Value: chairs}]
                """);

        assertThat(made.id()).isEqualTo("stack-Items-SUFFIX");
        assertThat(made.attributes().string("Arn"))
                .contains("arn:aws:dynamodb:eu-west-1:123456789012:table/stack-Items-SUFFIX");
        StoredTable table = state.tables().get(SCOPE, made.id()).stored();
        assertThat(table.timeToLive()).contains("expiry");
        assertThat(table.settings().recovery()).isPresent();
        assertThat(table.settings().encryption()).isPresent();
        assertThat(table.settings().tags())
                .containsExactly(Map.entry("aws:cloudformation:stack-name", "stack"), Map.entry("team", "chairs"));
        assertThat(table.index("byOwner").orElseThrow().projectionType()).isEqualTo("KEYS_ONLY");
    }

    @Test
    void addsAndRemovesIndexesInPlace() {
        String indexed = BASIC + """
                - {AttributeName: owner, AttributeType: S}
                GlobalSecondaryIndexes:
                - IndexName: byOwner
                  KeySchema: [{AttributeName: owner, KeyType: HASH}]
                  Projection: {ProjectionType: ALL}
                """;
        StoredResource made = create(BASIC);
        StoredResource updated = handler.update(made, node(BASIC), node(indexed), new Context());
        assertThat(updated.id()).isEqualTo(made.id());
        assertThat(state.tables().get(SCOPE, made.id()).stored().index("byOwner"))
                .isPresent();

        handler.update(updated, node(indexed), node(BASIC), new Context());
        assertThat(state.tables().get(SCOPE, made.id()).stored().indexes()).isEmpty();
    }

    @Test
    void refusesToChangeTheKeyOfAnIndex() {
        String indexed = BASIC + """
                - {AttributeName: owner, AttributeType: S}
                GlobalSecondaryIndexes:
                - IndexName: byOwner
                  KeySchema: [{AttributeName: owner, KeyType: HASH}]
                  Projection: {ProjectionType: ALL}
                """;
        StoredResource made = create(indexed);
        assertThatThrownBy(() -> handler.update(
                        made,
                        node(indexed),
                        node(indexed.replace("ProjectionType: ALL", "ProjectionType: KEYS_ONLY")),
                        new Context()))
                .hasMessageContaining("byOwner can not be changed: give it another IndexName");
    }

    @Test
    void deletesTableAndTakesOneThatIsGoneForDeleted() {
        StoredResource made = create(BASIC);
        handler.delete(made, node(BASIC), new Context());
        handler.delete(made, node(BASIC), new Context());
        assertThat(state.tables().find(SCOPE, made.id())).isEmpty();
    }

    @Test
    void leavesNoTableBehindWhenItsTimeToLiveIsRefused() {
        assertThatThrownBy(() -> create(BASIC + "TimeToLiveSpecification: {AttributeName: '', Enabled: true}"))
                .hasMessageContaining("timeToLiveSpecification.attributeName");
        assertThat(state.tables().names(SCOPE, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void namesPropertiesThatAreNotBuilt() {
        assertThat(handler.check("Items", node(BASIC + "StreamSpecification: {StreamViewType: NEW_IMAGE}")))
                .extracting(Diagnostic::message)
                .containsExactly("The property `StreamSpecification` is not known here, or not built yet.");
        assertThat(handler.check("Items", node(BASIC + "ContributorInsightsSpecification: {Enabled: true}")))
                .extracting(Diagnostic::message)
                .containsExactly("Contributor Insights are not built yet: leave them out.");
    }

    private StoredResource create(String yaml) {
        return handler.create(node(yaml), new Context());
    }

    private static ObjectNode node(String yaml) {
        return TemplateReader.read(yaml, "template.yaml").root().orElseThrow();
    }

    private final class Context implements ResourceContext, Calls {
        private final List<Operation<?, ?>> operations = List.of(
                new CreateTable(state),
                new UpdateTable(state),
                new DeleteTable(state),
                new UpdateTimeToLive(state),
                new UpdateContinuousBackups(state),
                new TagResource(state),
                new UntagResource(state));

        @Override
        public HttpResponse call(HttpRequest request, Call call) {
            throw new AwsException("NotImplemented", 501, request.host());
        }

        @Override
        @SuppressWarnings("unchecked") // an operation has the types of its model
        public <I, O> O call(OperationModel<I, O> operation, I input, Call call) {
            Operation<?, ?> found = operations.stream()
                    .filter(one -> one.model().equals(operation))
                    .findFirst()
                    .orElseThrow();
            return ((Operation<I, O>) found).run(input, call);
        }

        @Override
        public Call call() {
            return CALL;
        }

        @Override
        public Calls calls() {
            return this;
        }

        @Override
        public String logicalId() {
            return "Items";
        }

        @Override
        public String stackName() {
            return "stack";
        }

        @Override
        public String stackId() {
            return SCOPE.arn("cloudformation", "stack/stack/1");
        }

        @Override
        public Map<String, String> stackTags() {
            return Map.of("aws:cloudformation:stack-name", "stack");
        }

        @Override
        public String generatedName(int maxLength) {
            return "stack-Items-SUFFIX";
        }
    }
}
