package samara.wire;

/// A value of a union shape: one member, the others absent.
public interface UnionStructure extends Structure {

    /// The place of the member that is present.
    int memberIndex();
}
