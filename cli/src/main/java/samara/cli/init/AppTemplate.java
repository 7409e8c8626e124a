package samara.cli.init;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An application template.
///
/// @param name what `--app-template` calls it
/// @param packageType `Zip` or `Image`
/// @param parts by family
record AppTemplate(String name, String title, String useCase, String packageType, Map<String, Part> parts) {

    /// What a template is made of for one family.
    ///
    /// @param folders folders of files, later ones over earlier; `{manager}` stands for the dependency manager
    /// @param variables what its files are rendered with beside the selection
    record Part(List<String> folders, Map<String, String> variables) {
        Part {
            folders = List.copyOf(folders);
        }
    }

    /// Its part for a family.
    Optional<Part> part(Family family) {
        return Optional.ofNullable(parts.get(family.name()));
    }
}
