package samara.transform.resource;

import samara.transform.draft.DraftObject;
import samara.transform.model.Definition;
import samara.transform.model.PropertyTable;
import samara.transform.model.Rejection;

/// Reads the properties of an object within a resource's property.
final class NestedTable {
    private NestedTable() {}

    /// The object as the table `property NAME` reads it; refuses what the table doesn't have.
    static DraftObject read(String table, DraftObject value, Definition definition) {
        try {
            return PropertyTable.of("property " + table).read(value, value.span());
        } catch (Rejection e) {
            throw e.inResource(definition.id());
        }
    }
}
