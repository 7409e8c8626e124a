package samara.cli.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import samara.cli.args.Arguments;
import samara.cli.args.UsageException;

/// The selections that the options leave, out of all that the catalog has.
record Candidates(List<Selection> all) {

    /// What can be told apart by options, in the order in which it is asked for.
    enum Trait {
        TEMPLATE("--app-template", selection -> selection.template().name()),
        RUNTIME("--runtime", Selection::runtime),
        PACKAGE_TYPE("--package-type", selection -> selection.template().packageType()),
        MANAGER("--dependency-manager", Selection::manager);

        private final String option;
        private final Function<Selection, String> value;

        Trait(String option, Function<Selection, String> value) {
            this.option = option;
            this.value = value;
        }

        String of(Selection selection) {
            return value.apply(selection);
        }

        String option() {
            return option;
        }
    }

    /// Those that the options allow.
    ///
    /// @throws UsageException naming the option that leaves none, and what there would be
    static Candidates of(Catalog catalog, Arguments arguments) {
        var candidates = new Candidates(
                everything(catalog, arguments.text("architecture").orElse("x86_64")));
        Optional<String> image = arguments.text("base_image");
        if (image.isPresent()) {
            candidates = candidates.keep(
                    "--base-image " + image.get(),
                    s -> s.template().packageType().equals("Image")
                            && s.family().baseImage(s.runtime()).equals(image.get()),
                    s -> s.family().baseImage(s.runtime()));
        }
        candidates = candidates.keep(Trait.RUNTIME, arguments.text("runtime"));
        candidates = candidates.keep(Trait.PACKAGE_TYPE, arguments.text("package_type"));
        candidates = candidates.keep(Trait.TEMPLATE, arguments.text("app_template"));
        return candidates.keep(Trait.MANAGER, arguments.text("dependency_manager"));
    }

    private static List<Selection> everything(Catalog catalog, String architecture) {
        List<Selection> all = new ArrayList<>();
        for (AppTemplate template : catalog.templates()) {
            for (Family family : catalog.families()) {
                if (template.part(family).isPresent()) {
                    for (String runtime : family.runtimes()) {
                        for (String manager : family.managers()) {
                            all.add(new Selection(template, family, runtime, manager, architecture));
                        }
                    }
                }
            }
        }
        return all;
    }

    /// Those that have this value, where one is given.
    Candidates keep(Trait trait, Optional<String> value) {
        return value.map(given ->
                        keep(trait.option() + " " + given, s -> trait.of(s).equals(given), trait::of))
                .orElse(this);
    }

    private Candidates keep(String option, Predicate<Selection> test, Function<Selection, String> value) {
        List<Selection> kept = all.stream().filter(test).toList();
        if (kept.isEmpty()) {
            List<String> there = all.stream().map(value).distinct().toList();
            throw new UsageException("There is no template for " + option
                    + (there.isEmpty() ? "." : " with the other options; there is: " + String.join(", ", there) + "."));
        }
        return new Candidates(kept);
    }

    /// The different values of a trait, in order.
    List<String> values(Trait trait) {
        return all.stream().map(trait::of).distinct().toList();
    }

    /// The only one.
    ///
    /// @throws UsageException naming the options that would tell them apart
    Selection only() {
        List<String> missing = new ArrayList<>();
        for (Trait trait : Trait.values()) {
            List<String> values = values(trait);
            if (values.size() > 1) {
                missing.add("\n    " + trait.option() + " (" + String.join(", ", values) + ")");
            }
        }
        if (!missing.isEmpty()) {
            throw new UsageException("Without questions (--no-interactive), these options must say what is meant:"
                    + String.join("", missing));
        }
        return all.getFirst();
    }
}
