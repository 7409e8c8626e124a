package samara.cloud.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import samara.cloud.dynamodb.expression.Path;
import samara.cloud.dynamodb.expression.Projection;
import samara.cloud.dynamodb.value.Value;

/// A secondary index.
///
/// @param number tells the index's entries in the store from those of others of the table; never used twice
/// @param projectionType `ALL`, `KEYS_ONLY` or `INCLUDE`
record StoredIndex(
        String name,
        int number,
        boolean isGlobal,
        KeySchema keys,
        String projectionType,
        List<String> nonKeyAttributes,
        Throughput throughput,
        Optional<OnDemandLimit> onDemandLimit) {

    boolean projectsAll() {
        return projectionType.equals("ALL");
    }

    /// The attributes that entries have where not all are projected.
    List<String> projected(KeySchema table) {
        return Stream.of(table.attributes(), keys.attributes(), nonKeyAttributes)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    boolean projects(String attribute, KeySchema table) {
        return projectsAll() || projected(table).contains(attribute);
    }

    /// What the index has of an item.
    Map<String, Value> project(Map<String, Value> item, KeySchema table) {
        return projectsAll()
                ? item
                : Projection.of(projected(table).stream().map(Path::of).toList())
                        .of(item);
    }

    StoredIndex with(Throughput changed) {
        return new StoredIndex(name, number, isGlobal, keys, projectionType, nonKeyAttributes, changed, onDemandLimit);
    }

    StoredIndex with(Optional<OnDemandLimit> changed) {
        return new StoredIndex(name, number, isGlobal, keys, projectionType, nonKeyAttributes, throughput, changed);
    }
}
