package samara.cli.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import samara.cli.args.KeyValues;
import samara.cli.args.Option;
import samara.cli.aws.Clients;
import samara.cli.aws.SharedConfiguration;
import samara.cli.aws.Target;
import samara.cli.cloud.LocalCloud;
import samara.cli.command.Environment;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.project.SourceTemplate;
import samara.cli.terminal.Terminal;

/// What the options say that `local invoke`, `start-lambda` and `start-api` have in common.
///
/// @param work where files of these commands are kept: `.aws-sam/local`
/// @param overrides the variables of `--env-vars`
/// @param debugVariables those of `--container-env-vars`, for functions that are debugged
/// @param runtime what zip functions run by, whatever the template says (`--runtime`)
/// @param followLinks whether links in code become what they lead to
/// @param limitsMemory whether the memory limit is kept
/// @param environment the caller's variables, which hold before the template's of the same name
public record LocalSettings(
        Terminal terminal,
        String command,
        Path home,
        Path work,
        InstantSource clock,
        Caller caller,
        Supplier<Clients> clients,
        VariableFile overrides,
        VariableFile debugVariables,
        Optional<DeployedVariables> deployed,
        Optional<Debugger> debugger,
        Optional<String> runtime,
        boolean followLinks,
        boolean limitsMemory,
        Path layerCache,
        Map<String, String> environment) {

    /// The options beside `sam`'s.
    public static final List<Option> OWN = List.of(
            new Option(Option.Kind.FLAG, List.of("--local"), List.of("--no-local"), false, false, false, List.of()),
            Option.text("--stack-name"));

    private static final List<String> SHARED = List.of(
            "env_vars",
            "parameter_overrides",
            "debug_port",
            "debugger_path",
            "debug_args",
            "container_env_vars",
            "docker_volume_basedir",
            "log_file",
            "layer_cache_basedir",
            "force_image_build",
            "shutdown",
            "no_memory_limit");

    /// The keys of `sam`'s options that these commands share.
    public static Set<String> built() {
        Set<String> keys = new LinkedHashSet<>(SHARED);
        keys.addAll(ContainerOptions.KEYS);
        return keys;
    }

    /// What a command's options say.
    ///
    /// @param source the template, whose project's folder the files are kept in
    /// @throws UserException where an option can't be had or makes no sense
    public static LocalSettings of(Invocation invocation, SourceTemplate source) {
        ContainerOptions.check(invocation);
        var arguments = invocation.arguments();
        Environment environment = invocation.environment();
        // `--port` is the server's here, and not the cloud's.
        Optional<URI> cloud = invocation.isLocal()
                ? Optional.of(LocalCloud.of(invocation)
                        .onPort(LocalCloud.DEFAULT_PORT)
                        .started())
                : Optional.empty();
        Caller caller = Caller.of(invocation, cloud);
        Supplier<Clients> clients =
                () -> new Clients(new Target(cloud, Optional.of(caller.region()), arguments.text("profile")));
        Path work = project(source.folder()).resolve(".aws-sam/local");
        var settings = new LocalSettings(
                invocation.terminal(),
                environment.command(),
                environment.userHome(),
                work,
                environment.clock(),
                caller,
                clients,
                VariableFile.of(invocation, "env_vars"),
                VariableFile.of(invocation, "container_env_vars"),
                arguments.text("stack_name").map(name -> new DeployedVariables(clients.get(), name)),
                Debugger.of(invocation),
                arguments.text("runtime"),
                arguments.isOn("mount_symlinks"),
                !arguments.isOn("no_memory_limit"),
                arguments.text("layer_cache_basedir").map(environment::resolve).orElse(work.resolve("layers")),
                environment.variables());
        if (arguments.isOn("force_image_build")) {
            LocalFunctions.forgetLayers(settings);
        }
        return settings;
    }

    /// The template of a command: that of `-t`, else the last build's, else the source's.
    public static LocalTemplate template(Invocation invocation, SourceTemplate source) {
        Path base = invocation
                .arguments()
                .text("docker_volume_basedir")
                .map(invocation.environment()::resolve)
                .orElse(source.folder());
        Map<String, String> parameters = source.known(
                KeyValues.parse("--parameter-overrides", invocation.arguments().all("parameter_overrides")),
                invocation.terminal());
        return LocalTemplate.of(
                source, base, SharedConfiguration.region(invocation), parameters, invocation.terminal());
    }

    /// Warns of names in `--env-vars` that are no function's.
    public void checkNames(LocalTemplate template) {
        debugger.flatMap(Debugger::function).filter(name -> !template.has(name)).ifPresent(name -> {
            throw new UserException("--debug-function names `" + name
                    + "`, which is no function of the template. There are: " + String.join(", ", template.paths())
                    + ".");
        });
        for (String name : overrides.unknown(template)) {
            terminal.warning(
                    "--env-vars has variables for `" + name + "`, which is no function of the template. There are: "
                            + String.join(", ", template.paths()) + ".");
        }
    }

    /// A built template lies in `.aws-sam/build` of its project.
    private static Path project(Path folder) {
        return folder.endsWith(".aws-sam/build") ? Environment.folderOf(Environment.folderOf(folder)) : folder;
    }
}
