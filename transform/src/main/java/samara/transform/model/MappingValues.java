package samara.transform.model;

import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;

/// A template's mappings, and what resolves `Fn::FindInMap` where SAM needs the value.
public final class MappingValues {
    private static final int ARGUMENTS = 3;
    private final DraftObject mappings;

    /// Resolves from this `Mappings` section.
    public MappingValues(DraftObject mappings) {
        this.mappings = mappings;
    }

    /// Replaces, in place, each `Fn::FindInMap` whose map and keys are known.
    public Draft resolve(Draft value) {
        if (!mappings.truthy()) {
            return value;
        }
        Draft resolved = value instanceof DraftObject object && object.size() == 1 && object.has("Fn::FindInMap")
                ? find(object)
                : value;
        if (resolved instanceof DraftObject object) {
            object.members().forEach(member -> object.put(member.name(), resolve(member.value())));
        } else if (resolved instanceof DraftList list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, resolve(list.get(i)));
            }
        }
        return resolved;
    }

    private Draft find(DraftObject function) {
        Draft arguments = function.get("Fn::FindInMap");
        if (!(arguments instanceof DraftList list) || list.size() != ARGUMENTS) {
            throw Rejection.of(
                    arguments,
                    "find-in-map-arguments",
                    "`Fn::FindInMap` needs a list of three: the map, its top-level key and its second-level key.");
        }
        List<Draft> keys = list.elements().stream().map(this::key).toList();
        if (!keys.stream().allMatch(DraftText.class::isInstance)) {
            return function;
        }
        Draft found = mappings;
        for (int level = 0; level < ARGUMENTS; level++) {
            String key = ((DraftText) keys.get(level)).value();
            if (!(found instanceof DraftObject object)) {
                throw Rejection.of(
                        found,
                        "mapping-shape",
                        "A mapping needs two levels of keys above its values; this is " + found.aKind() + ".");
            }
            if (!object.has(key)) {
                return function;
            }
            found = object.get(key);
        }
        return found;
    }

    private Draft key(Draft key) {
        return key instanceof DraftObject object && object.size() == 1 && object.has("Fn::FindInMap")
                ? find(object)
                : key;
    }
}
