package samara.cli.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.build.BuildSettings;
import samara.build.ContainerSettings;
import samara.build.Tools;
import samara.cli.args.Arguments;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.functions.container.ContainerEngine;
import samara.functions.container.EngineException;
import samara.functions.container.EngineSearch;
import samara.functions.runtime.Interpreter;
import samara.functions.runtime.Runtimes;
import samara.functions.runtime.UnsupportedRuntimeException;
import samara.template.Node;
import samara.template.TemplateReader;

/// The options of `build`, read: what they ask for, or why that can't be.
public final class BuildOptions {
    /// Options that mean something in a container only.
    private static final List<String> OF_CONTAINERS = List.of(
            "container_env_var",
            "container_env_var_file",
            "build_image",
            "mount_with",
            "mount_symlinks",
            "docker_network");

    private final Invocation invocation;
    private final Arguments arguments;

    BuildOptions(Invocation invocation) {
        this.invocation = invocation;
        this.arguments = invocation.arguments();
    }

    /// Refuses what Samara does not do.
    ///
    /// @throws UserException naming the option and why
    void check() {
        TerraformOptions.refuse(arguments);
        if (arguments.isOn("use_buildkit")) {
            throw new UserException("`--use-buildkit` chooses between two builders of Docker's, of which today's Docker"
                    + " takes BuildKit by itself, and Podman has one. Leave it out.");
        }
        if (arguments.isOn("use_container")) {
            return;
        }
        for (String key : OF_CONTAINERS) {
            if (arguments.has(key) && !arguments.text(key).equals(Optional.of("false"))) {
                throw new UserException("`--" + key.replace('_', '-')
                        + "` is about the container that tools run in, and there is none without `--use-container`."
                        + " Add that, or leave the option out.");
            }
        }
    }

    /// The tools of this machine, and the interpreters that functions run on.
    public static Tools tools(Invocation invocation) {
        var runtimes = new Runtimes(
                invocation.terminal()::warning, invocation.environment().clock());
        return new Tools(invocation.environment().variables(), invocation.terminal()::warning, runtime -> {
            try {
                return runtimes.interpreter(runtime).map(Interpreter::program);
            } catch (UnsupportedRuntimeException e) {
                return Optional.empty();
            }
        });
    }

    /// All of them as the builder takes them.
    BuildSettings settings(Path buildFolder, Path cacheFolder) {
        Optional<Path> manifest = arguments.text("manifest").map(invocation.environment()::resolve);
        manifest.filter(file -> !Files.isRegularFile(file)).ifPresent(file -> {
            throw new UserException("The manifest " + file + " does not exist.");
        });
        return new BuildSettings(
                buildFolder,
                cacheFolder,
                arguments.flag("cached").orElse(true),
                arguments.isOn("build_in_source"),
                true,
                false,
                manifest,
                arguments.isOn("use_container") ? Optional.of(containers()) : Optional.empty());
    }

    private ContainerSettings containers() {
        Map<String, String> images = new LinkedHashMap<>();
        for (String given : arguments.all("build_image")) {
            int equals = given.indexOf('=');
            images.put(
                    equals < 0 ? "" : given.substring(0, equals).strip(),
                    given.substring(equals + 1).strip());
        }
        return new ContainerSettings(
                engine(),
                images,
                variables(),
                arguments.text("mount_with").filter("WRITE"::equalsIgnoreCase).isPresent(),
                arguments.isOn("mount_symlinks"),
                !arguments.isOn("skip_pull_image"),
                arguments.text("docker_network"));
    }

    private ContainerEngine engine() {
        Map<String, String> environment = invocation.environment().variables();
        try {
            return new EngineSearch(
                            environment, invocation.environment().userHome().resolve(".cache/samara/engines"))
                    .find()
                    .filter(ContainerEngine::runsContainers)
                    .orElseThrow(() -> new UserException("`--use-container` needs Podman or Docker, and neither works"
                            + " here. Install one (apt-get install podman), or build without."));
        } catch (EngineException e) {
            throw new UserException(e.sentence());
        }
    }

    /// `Function.NAME=value`, `NAME=value`, and the file's objects by function, of which `Parameters` is for all.
    private Map<String, Map<String, String>> variables() {
        Map<String, Map<String, String>> variables = new LinkedHashMap<>();
        arguments
                .text("container_env_var_file")
                .map(invocation.environment()::resolve)
                .ifPresent(file -> {
                    if (!Files.isRegularFile(file)) {
                        throw new UserException(
                                "The file of `--container-env-var-file`, " + file + ", does not exist.");
                    }
                    var read = TemplateReader.read(SourceTemplate.text(file), file.toString());
                    read.root()
                            .orElseThrow(() ->
                                    new UserException(file + " is no JSON object of functions and their variables."))
                            .forEach((name, node) -> {
                                Map<String, String> own = variables.computeIfAbsent(
                                        name.equals("Parameters") ? "" : name, unused -> new LinkedHashMap<>());
                                node.asObject()
                                        .orElseThrow(() -> new UserException(node.span() + ": `" + name
                                                + "` is no object of environment variables."))
                                        .forEach((key, value) -> own.put(key, text(key, value)));
                            });
                });
        for (String given : arguments.all("container_env_var")) {
            int equals = given.indexOf('=');
            if (equals < 1) {
                throw new UserException(
                        "`--container-env-var " + given + "` is neither `Function.NAME=value` nor" + " `NAME=value`.");
            }
            String name = given.substring(0, equals);
            int dot = name.indexOf('.');
            variables
                    .computeIfAbsent(dot < 0 ? "" : name.substring(0, dot), unused -> new LinkedHashMap<>())
                    .put(name.substring(dot + 1), given.substring(equals + 1));
        }
        return variables;
    }

    private static String text(String key, Node value) {
        return value.asText().orElseThrow(() -> new UserException(value.span() + ": `" + key + "` is no text."));
    }
}
