package samara.functions.image;

/// The head of an entry of a tar archive.
///
/// @param name as written, `/` between its parts
/// @param mode the permission bits
/// @param size the content's bytes; 0 for all but files
/// @param modifiedSeconds since 1970
/// @param linkName what a link points at; empty for others
public record TarEntry(String name, Kind kind, int mode, long size, long modifiedSeconds, String linkName) {
    /// What an entry is.
    public enum Kind {
        FILE,
        FOLDER,
        SYMBOLIC_LINK,
        HARD_LINK,
        /// A device or a pipe.
        SPECIAL
    }
}
