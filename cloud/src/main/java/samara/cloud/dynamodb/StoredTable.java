package samara.cloud.dynamodb;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Scope;

/// A table as it is stored.
///
/// @param number tells the table's items in the store from those of all other tables that ever were
/// @param attributeTypes `S`, `N` or `B` of each attribute that is in a key
/// @param timeToLive the attribute that says when an item expires
/// @param nextIndexNumber the number that the next index gets
record StoredTable(
        Scope scope,
        String name,
        String id,
        int number,
        Instant created,
        KeySchema keys,
        Map<String, String> attributeTypes,
        List<StoredIndex> indexes,
        int nextIndexNumber,
        Optional<String> timeToLive,
        TableSettings settings) {

    /// The table's key in the store, and its place among the tables of its scope.
    String storeKey() {
        return storeKey(scope, name);
    }

    static String storeKey(Scope scope, String name) {
        return scope.key() + "/" + name;
    }

    String arn() {
        return scope.arn("dynamodb", "table/" + name);
    }

    Optional<StoredIndex> index(String indexName) {
        return indexes.stream().filter(index -> index.name().equals(indexName)).findFirst();
    }

    boolean hasLocalIndexes() {
        return indexes.stream().anyMatch(index -> !index.isGlobal());
    }

    StoredTable with(TableSettings changed) {
        return new StoredTable(
                scope, name, id, number, created, keys, attributeTypes, indexes, nextIndexNumber, timeToLive, changed);
    }

    StoredTable withTimeToLive(Optional<String> attribute) {
        return new StoredTable(
                scope, name, id, number, created, keys, attributeTypes, indexes, nextIndexNumber, attribute, settings);
    }

    StoredTable withIndexes(Map<String, String> types, List<StoredIndex> changed, int next) {
        return new StoredTable(scope, name, id, number, created, keys, types, changed, next, timeToLive, settings);
    }
}
