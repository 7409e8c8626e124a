package samara.cli.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import samara.cli.args.Arguments;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.init.cookiecutter.Cookiecutter;
import samara.cli.init.cookiecutter.Fetch;
import samara.cli.init.jinja.Value;

/// An application from a template at `--location`. One that is not in cookiecutter's form is copied as it is.
final class LocatedProject {
    private final Invocation invocation;
    private final Arguments arguments;
    private final String location;

    LocatedProject(Invocation invocation, String location) {
        this.invocation = invocation;
        this.arguments = invocation.arguments();
        this.location = location;
    }

    Project make() {
        Path parent = arguments
                .text("output_dir")
                .map(invocation.environment()::resolve)
                .orElse(invocation.environment().folder());
        if (arguments.has("name")) {
            NewFolder.free(parent, ProjectName.checked(arguments.text("name").orElseThrow()));
        }
        try (var folder = new NewFolder(parent)) {
            Path scratch = Files.createDirectories(folder.scratch("fetched"));
            Path template = new Fetch(invocation.environment(), scratch).at(location);
            Optional<Cookiecutter> cookiecutter = Cookiecutter.in(template);
            String name = cookiecutter.isPresent() ? render(cookiecutter.get(), folder) : copy(template, folder);
            addFeatures(folder.path());
            Path made = folder.moveTo(ProjectName.checked(name));
            return new Project(made, new LinkedHashMap<>(Map.of("Template", location)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String render(Cookiecutter template, NewFolder folder) {
        SequencedMap<String, Value> values = template.values(given(template), questions());
        Cookiecutter.Rendered project = template.render(values);
        project.files().forEach(file -> folder.write(file.path(), file.content(), file.executable()));
        if (template.hasHooks()) {
            invocation
                    .terminal()
                    .warning(
                            "The template has hooks, programs to run around its rendering. Samara never runs a template's"
                                    + " programs: read its `hooks` folder, and do what they would.");
        }
        return project.name();
    }

    private Map<String, Value> given(Cookiecutter template) {
        Map<String, Value> given = new LinkedHashMap<>();
        Map<String, Value> extra = ExtraContext.of(arguments);
        List<String> names = template.names();
        extra.forEach((name, value) -> {
            if (!names.contains(name)) {
                throw new UserException("--extra-context: the template has no variable `" + name + "`; it has "
                        + String.join(", ", names) + ".");
            }
        });
        arguments
                .text("name")
                .filter(name -> names.contains("project_name"))
                .ifPresent(name -> given.put("project_name", Value.of(name)));
        arguments
                .text("architecture")
                .filter(architecture -> names.contains("architectures"))
                .ifPresent(architecture ->
                        given.put("architectures", new Value.Dict(Map.of("value", Value.of(List.of(architecture))))));
        given.putAll(extra);
        return given;
    }

    private Cookiecutter.Questions questions() {
        if (arguments.isOn("no_input") || arguments.isOn("no_interactive")) {
            return (variable, choices, otherwise) -> otherwise;
        }
        var interview = new Interview(invocation.terminal(), arguments);
        return (variable, choices, otherwise) -> choices.isEmpty()
                ? interview.line(variable, Optional.of(otherwise))
                : choices.get(interview.choose(variable + "?", choices));
    }

    private String copy(Path template, NewFolder folder) throws IOException {
        arguments.text("extra_context").ifPresent(given -> {
            throw new UserException("--extra-context: the template at " + location
                    + " is not in cookiecutter's form (it has no cookiecutter.json): it has no variables.");
        });
        for (Path file : Cookiecutter.regularFiles(template)) {
            folder.write(template.relativize(file).toString(), Files.readAllBytes(file), Files.isExecutable(file));
        }
        String last =
                location.replaceFirst("/+$", "").replaceFirst(".*[/:]", "").replaceFirst("\\.(git|zip)$", "");
        return arguments.text("name").orElse(last);
    }

    private void addFeatures(Path folder) throws IOException {
        Features features = Features.of(arguments);
        if (!features.any()) {
            return;
        }
        Path template = List.of("template.yaml", "template.yml").stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new UserException("The template at " + location + " makes no template.yaml:"
                        + " --tracing, --application-insights and --structured-logging can't be turned on in it."));
        Files.writeString(
                template,
                TemplateFeatures.add(
                        Files.readString(template), template.getFileName().toString(), features));
    }
}
