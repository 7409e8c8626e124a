package samara.transform.draft;

/// How often a document has been copied deeply. Each of SAM's edits of an API definition works on a deep copy, and each
/// copy may reorder the maps in it; instead of copying, a document counts, and a map catches up when its order matters.
public final class CopyCount {
    private int copies;

    /// One more deep copy of the document.
    public void copied() {
        copies++;
    }

    int copies() {
        return copies;
    }
}
