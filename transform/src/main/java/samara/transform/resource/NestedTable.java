package samara.transform.resource;

import samara.transform.draft.DraftObject;
import samara.transform.model.Definition;
import samara.transform.model.PropertyTable;
import samara.transform.model.Rejection;

/// Checks the properties of an object within a resource's property.
final class NestedTable {
    private NestedTable() {}

    /// Refuses what the table `property NAME` doesn't have.
    static void check(String table, DraftObject value, String path, Definition definition) {
        try {
            PropertyTable.of("property " + table).check(value, value.span());
        } catch (Rejection e) {
            throw e.inResource(definition.id());
        }
    }
}
