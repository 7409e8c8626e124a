package samara.cli.init;

import java.util.ArrayList;
import java.util.List;

/// Everything that the catalog can make, as options of `init`.
public final class AllSelections {
    private AllSelections() {}

    /// The options that make a selection.
    ///
    /// @param newest whether its runtime is the newest of its family
    public record Made(List<String> options, boolean newest) {}

    /// Each selection.
    public static List<Made> all() {
        Catalog catalog = Catalog.load();
        List<Made> all = new ArrayList<>();
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
                                all.add(new Made(
                                        options,
                                        runtime.equals(family.runtimes().getFirst())));
                            }));
                }
            }
        }
        return all;
    }
}
