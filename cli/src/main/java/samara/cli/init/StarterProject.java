package samara.cli.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import samara.cli.args.Arguments;
import samara.cli.args.UsageException;
import samara.cli.command.Invocation;
import samara.cli.init.jinja.Value;

/// An application from one of Samara's own templates.
final class StarterProject {
    private final Invocation invocation;

    StarterProject(Invocation invocation) {
        this.invocation = invocation;
    }

    Project make() {
        Arguments arguments = invocation.arguments();
        Catalog catalog = Catalog.load();
        Candidates candidates = Candidates.of(catalog, arguments);
        boolean quiet = arguments.isOn("no_interactive") || arguments.isOn("no_input");
        if (!arguments.has("package_type") && !arguments.has("base_image") && (quiet || isEnough(arguments))) {
            candidates = preferZip(candidates);
        }
        boolean settled = arguments.has("name") && candidates.all().size() == 1;
        Wish wish;
        if (quiet || settled) {
            String name = arguments
                    .text("name")
                    .orElseThrow(
                            () -> new UsageException("Without questions (--no-interactive), --name must be given."));
            wish = new Wish(ProjectName.checked(name), candidates.only(), Features.of(arguments));
        } else {
            wish = new Interview(invocation.terminal(), arguments).ask(candidates);
        }
        return write(wish);
    }

    /// What is wanted.
    record Wish(String name, Selection selection, Features features) {}

    private static boolean isEnough(Arguments arguments) {
        return arguments.has("app_template") && arguments.has("runtime");
    }

    private static Candidates preferZip(Candidates candidates) {
        return candidates.values(Candidates.Trait.PACKAGE_TYPE).contains("Zip")
                ? candidates.keep(Candidates.Trait.PACKAGE_TYPE, java.util.Optional.of("Zip"))
                : candidates;
    }

    private Project write(Wish wish) {
        Path parent = invocation
                .arguments()
                .text("output_dir")
                .map(invocation.environment()::resolve)
                .orElse(invocation.environment().folder());
        NewFolder.free(parent, wish.name());
        Selection selection = wish.selection();
        try (var folder = new NewFolder(parent)) {
            Starter.write(selection, variables(wish), folder);
            if (wish.features().any()) {
                Path template = folder.path().resolve("template.yaml");
                String text = Files.readString(template);
                Files.writeString(template, TemplateFeatures.add(text, "template.yaml", wish.features()));
            }
            Path made = folder.moveTo(wish.name());
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("Template", selection.template().name());
            facts.put(
                    selection.template().packageType().equals("Image") ? "Base image" : "Runtime",
                    selection.template().packageType().equals("Image")
                            ? selection.family().baseImage(selection.runtime())
                            : selection.runtime());
            facts.put("Architecture", selection.architecture());
            facts.put("Dependency manager", selection.manager());
            return new Project(made, facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Value> variables(Wish wish) {
        Map<String, Value> variables = wish.selection().variables(wish.name());
        ExtraContext.of(invocation.arguments()).forEach((key, value) -> {
            if (!variables.containsKey(key)) {
                throw new UsageException("--extra-context: the template has no `" + key + "`; it has "
                        + String.join(", ", variables.keySet()) + ".");
            }
            variables.put(key, value);
        });
        return variables;
    }
}
