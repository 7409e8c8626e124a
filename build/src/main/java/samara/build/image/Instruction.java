package samara.build.image;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An instruction of a Dockerfile.
///
/// @param line where it begins, from 1
/// @param keyword in capitals
/// @param flags `--from=x` as `from` → `x`, in their order; a flag without a value has an empty one
/// @param text the rest, its lines joined
/// @param list the rest as a JSON array of strings, if it is one
record Instruction(int line, String keyword, Map<String, String> flags, String text, Optional<List<String>> list) {
    /// A message about it.
    ImageBuildException error(Dockerfile file, String sentence) {
        return new ImageBuildException(file.name() + ":" + line + ": " + sentence, "");
    }

    /// As it was written, but for its line breaks.
    @Override
    public String toString() {
        StringBuilder all = new StringBuilder(keyword);
        flags.forEach((name, value) -> all.append(" --").append(name).append(value.isEmpty() ? "" : "=" + value));
        return all.append(' ').append(text).toString().strip();
    }
}
