package samara.transform.model;

import samara.template.TemplateReader;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;

/// Reads the transform's own data that is written as JSON.
public final class Data {
    private Data() {}

    /// The object in the file of this name.
    public static DraftObject json(String name) {
        return (DraftObject) TemplateReader.readValue(Tables.text(name), name)
                .node()
                .map(Draft::of)
                .orElseThrow(() -> new IllegalStateException("The transform's data in " + name + " can't be read."));
    }
}
