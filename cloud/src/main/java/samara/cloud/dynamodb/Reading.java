package samara.cloud.dynamodb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.expression.ConditionExpression;
import samara.cloud.dynamodb.expression.Projection;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.dynamodb.value.Value;
import samara.cloud.kernel.Range;
import samara.wire.dynamodb.AttributeValue;
import samara.wire.dynamodb.ConsumedCapacity;

/// What queries and scans have in common: an index or none, what to return of the items, where to go on.
final class Reading {
    private static final List<String> SELECTS =
            List.of("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");

    private final LiveTable table;
    private final Optional<StoredIndex> index;
    private final Parameters parameters;
    private final String select;

    /// The parameters of a query or scan.
    ///
    /// @param verb how messages call it: `Querying` or `Scanning`
    record Parameters(
            String verb,
            Optional<String> indexName,
            Optional<String> select,
            Optional<Integer> limit,
            Optional<Boolean> consistentRead,
            Optional<String> returnConsumedCapacity,
            Optional<Projection> projection,
            Optional<ConditionExpression> filter) {}

    private Reading(LiveTable table, Optional<StoredIndex> index, Parameters parameters) {
        this.table = table;
        this.index = index;
        this.parameters = parameters;
        this.select = parameters
                .select()
                .orElse(
                        parameters.projection().isPresent()
                                ? "SPECIFIC_ATTRIBUTES"
                                : index.isPresent() ? "ALL_PROJECTED_ATTRIBUTES" : "ALL_ATTRIBUTES");
    }

    /// Checks what can be checked before the table is known.
    static void check(Parameters parameters) {
        Choices.atLeastOne("limit", parameters.limit());
        Capacity.detail(parameters.returnConsumedCapacity());
        if (parameters.select().isEmpty()) {
            return;
        }
        String select = Choices.of("select", parameters.select(), "", SELECTS);
        if (parameters.projection().isPresent() && !select.equals("SPECIFIC_ATTRIBUTES")) {
            throw Invalid.because("Cannot specify the ProjectionExpression when choosing to get "
                    + (select.equals("COUNT") ? "only the Count" : select));
        }
        if (parameters.projection().isEmpty() && select.equals("SPECIFIC_ATTRIBUTES")) {
            throw Invalid.because("Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                    + " SPECIFIC_ATTRIBUTES");
        }
        if (parameters.indexName().isEmpty() && select.equals("ALL_PROJECTED_ATTRIBUTES")) {
            throw Invalid.because(
                    "ALL_PROJECTED_ATTRIBUTES can be used only when " + parameters.verb() + " using an IndexName");
        }
    }

    /// Checks the rest, against the table.
    static Reading of(LiveTable table, Parameters parameters) {
        Optional<StoredIndex> index = parameters
                .indexName()
                .map(name -> table.stored()
                        .index(name)
                        .orElseThrow(() -> Invalid.because("The table does not have the specified index: " + name)));
        var reading = new Reading(table, index, parameters);
        index.filter(StoredIndex::isGlobal).ifPresent(reading::checkGlobal);
        return reading;
    }

    private void checkGlobal(StoredIndex global) {
        if (isConsistent()) {
            throw Invalid.because("Consistent reads are not supported on global secondary indexes");
        }
        if (select.equals("ALL_ATTRIBUTES") && !global.projectsAll()) {
            throw Invalid.parameter("Select type ALL_ATTRIBUTES is not supported for global secondary index "
                    + global.name() + " because its projection type is not ALL");
        }
        if (parameters.projection().isPresent()) {
            List<String> lacking = parameters.projection().get().attributes().stream()
                    .filter(name -> !global.projects(name, table.keys()))
                    .toList();
            if (!lacking.isEmpty()) {
                throw Invalid.parameter("Global secondary index " + global.name() + " does not project " + lacking);
            }
        }
    }

    private boolean isConsistent() {
        return parameters.consistentRead().orElse(false);
    }

    Optional<StoredIndex> index() {
        return index;
    }

    /// The key that is read by.
    KeySchema keys() {
        return index.map(StoredIndex::keys).orElseGet(table::keys);
    }

    /// What the keys to be read begin with.
    byte[] prefix() {
        return table.prefix(index);
    }

    /// The key in the store of a start key, which is what an answer gave as its last key.
    byte[] startKey(Map<String, AttributeValue> given) {
        Map<String, Value> start = AttributeValues.read(given);
        Map<String, Value> key = index.map(one -> one.keys().of(start, table.keys()))
                .orElseGet(() -> table.keys().of(start));
        int expected = index.map(one -> one.keys().of(key, table.keys()).size())
                .orElseGet(() -> table.keys().attributes().size());
        boolean isWhole = start.size() == expected
                && key.size() == start.size()
                && table.keys().attributes().stream().allMatch(key::containsKey)
                && keys().attributes().stream().allMatch(key::containsKey)
                && key.entrySet().stream().allMatch(entry -> entry.getValue().type() == table.type(entry.getKey()));
        if (!isWhole) {
            throw Invalid.because("The provided starting key is invalid");
        }
        byte[] place = table.place(key);
        return index.map(one -> table.entryKey(one, key, place).orElseThrow()).orElseGet(() -> table.itemKey(place));
    }

    /// Reads a page of a range.
    Page page(Items items, Range range) {
        return Page.read(
                items,
                new Page.Request(
                        table,
                        index,
                        range,
                        parameters.filter(),
                        parameters.limit().orElse(Integer.MAX_VALUE),
                        fetches()));
    }

    /// Whether a local index's items are to be read from the table, too.
    private boolean fetches() {
        if (index.isEmpty() || index.get().isGlobal() || index.get().projectsAll()) {
            return false;
        }
        return select.equals("ALL_ATTRIBUTES")
                || parameters.projection().stream()
                        .flatMap(projection -> projection.attributes().stream())
                        .anyMatch(name -> !index.get().projects(name, table.keys()));
    }

    /// The items of a page as they are returned; nothing if only their number is.
    Optional<List<Map<String, AttributeValue>>> items(Page page) {
        if (select.equals("COUNT")) {
            return Optional.empty();
        }
        return Optional.of(page.items().stream()
                .map(item -> parameters.projection().map(some -> some.of(item)).orElse(item))
                .map(AttributeValues::write)
                .toList());
    }

    /// What a page consumed, as far as that was asked for.
    Optional<ConsumedCapacity> capacity(Page page) {
        String detail = Capacity.detail(parameters.returnConsumedCapacity());
        double units = Capacity.readUnits(page.bytes(), isConsistent());
        Capacity capacity = Capacity.ofReads(table);
        index.ifPresentOrElse(one -> capacity.read(one, units), () -> capacity.read(units));
        if (page.fetchedBytes() > 0) {
            capacity.read(Capacity.readUnits(page.fetchedBytes(), isConsistent()));
        }
        return capacity.told(detail);
    }

    /// The parameters that hold expressions, in the order in which messages name them.
    @SafeVarargs
    static Map<String, Optional<String>> given(Map.Entry<String, Optional<String>>... expressions) {
        var given = new LinkedHashMap<String, Optional<String>>();
        for (var expression : expressions) {
            given.put(expression.getKey(), expression.getValue());
        }
        return given;
    }
}
