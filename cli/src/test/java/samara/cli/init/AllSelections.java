package samara.cli.init;

import java.util.ArrayList;
import java.util.List;

/// Everything that the catalog can make, as options of `init`.
public final class AllSelections {
    private AllSelections() {}

    /// The options of each selection.
    public static List<List<String>> options() {
        Catalog catalog = Catalog.load();
        List<List<String>> all = new ArrayList<>();
        for (AppTemplate template : catalog.templates()) {
            for (Family family : catalog.families()) {
                if (template.part(family).isPresent()) {
                    family.runtimes()
                            .forEach(runtime -> family.managers().forEach(manager -> {
                                List<String> options = new ArrayList<>(List.of("--app-template", template.name()));
                                boolean image = template.packageType().equals("Image");
                                options.addAll(
                                        image
                                                ? List.of("--base-image", family.baseImage(runtime))
                                                : List.of("--runtime", runtime));
                                if (family.managers().size() > 1) {
                                    options.addAll(List.of("--dependency-manager", manager));
                                }
                                all.add(options);
                            }));
                }
            }
        }
        return all;
    }
}
