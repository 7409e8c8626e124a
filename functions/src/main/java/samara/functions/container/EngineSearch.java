package samara.functions.container;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.functions.image.ImageConfig;
import samara.functions.image.RootFolder;

/// Finds a container engine that works by trying it: an image of one program is built, which runs it. What is missing
/// is
/// tried to be made good without touching the user's settings: another low-level runtime, limits that the machine
/// allows.
/// What was found out is kept, and asked again only when the engine's program changes.
///
/// @param environment the user's: `PATH` is searched, [#CHOICE_VARIABLE] says which engine to take
/// @param cache a folder that may be deleted at any time
public record EngineSearch(Map<String, String> environment, Path cache) {
    /// `podman`, `docker` or `buildah`; `none` for none.
    public static final String CHOICE_VARIABLE = "SAMARA_CONTAINER_ENGINE";

    static final String SETTINGS_VARIABLE = "CONTAINERS_CONF";

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String IMAGE = "localhost/samara-trial:latest";

    /// Limits that unprivileged users may set anywhere.
    private static final String SETTINGS = """
            [containers]
            default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
            """;

    public EngineSearch {
        environment = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /// The first that works.
    ///
    /// @throws EngineException if the user asked for one that doesn't
    public Optional<ContainerEngine> find() {
        String choice = environment.getOrDefault(CHOICE_VARIABLE, "");
        if (choice.equals("none")) {
            return Optional.empty();
        }
        List<ContainerEngine.Kind> kinds = new ArrayList<>();
        for (ContainerEngine.Kind kind : ContainerEngine.Kind.values()) {
            if (choice.isEmpty() || choice.equals(kind.command())) {
                kinds.add(kind);
            }
        }
        if (kinds.isEmpty()) {
            throw new EngineException(
                    "`" + CHOICE_VARIABLE + "` says `" + choice
                            + "`; it may be `podman`, `docker`, `buildah` or `none`.",
                    "");
        }
        for (ContainerEngine.Kind kind : kinds) {
            Optional<Path> program = program(kind.command());
            Optional<ContainerEngine> engine = program.flatMap(found -> working(kind, found));
            if (engine.isPresent()) {
                return engine;
            }
        }
        if (!choice.isEmpty()) {
            throw new EngineException(
                    "`" + CHOICE_VARIABLE + "` says `" + choice + "`, which is not on the PATH or doesn't work.", "");
        }
        return Optional.empty();
    }

    private Optional<ContainerEngine> working(ContainerEngine.Kind kind, Path program) {
        try {
            Files.createDirectories(cache);
            Path settings = cache.resolve("containers.conf");
            List<ContainerEngine> attempts = attempts(kind, program, settings);
            String stamp = program.toRealPath() + " " + Files.getLastModifiedTime(program) + " "
                    + environment.getOrDefault(SETTINGS_VARIABLE, "");
            Path known = cache.resolve("engine-" + kind.command());
            Optional<Integer> before = read(known, stamp);
            if (before.isPresent() && before.get() < attempts.size()) {
                write(settings, SETTINGS);
                return Optional.of(attempts.get(before.get()));
            }
            if (!isThere(attempts.getFirst())) {
                return Optional.empty();
            }
            write(settings, SETTINGS);
            for (int i = 0; i < attempts.size(); i++) {
                if (works(attempts.get(i))) {
                    write(known, stamp + "\n" + i + "\n");
                    return Optional.of(attempts.get(i));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ContainerEngine> attempts(ContainerEngine.Kind kind, Path program, Path settings) {
        var plain = new ContainerEngine(kind, program, List.of(), environment);
        List<ContainerEngine> attempts = new ArrayList<>(List.of(plain));
        if (kind == ContainerEngine.Kind.DOCKER) {
            return attempts; // its daemon has its own settings
        }
        Map<String, String> limited = new LinkedHashMap<>(environment);
        limited.put(SETTINGS_VARIABLE, settings.toString());
        List<List<String>> options = new ArrayList<>(List.of(List.of()));
        for (String runtime : List.of("crun", "runc")) {
            // Buildah takes the option after its command, and so does without.
            if (kind == ContainerEngine.Kind.PODMAN && program(runtime).isPresent()) {
                options.add(List.of("--runtime", runtime));
            }
        }
        for (List<String> option : options) {
            if (!option.isEmpty()) {
                attempts.add(new ContainerEngine(kind, program, option, environment));
            }
        }
        options.forEach(option -> attempts.add(new ContainerEngine(kind, program, option, limited)));
        return attempts;
    }

    /// Whether it answers at all; Docker's program does nothing without its daemon.
    private static boolean isThere(ContainerEngine engine) {
        List<String> question = engine.kind() == ContainerEngine.Kind.DOCKER
                ? List.of("version", "--format", "{{.Server.Version}}")
                : List.of("--version");
        return engine.run(question, Duration.ofSeconds(10), line -> {}).succeeded();
    }

    private boolean works(ContainerEngine engine) throws IOException {
        Path context = Files.createTempDirectory(cache, "trial");
        try {
            Path program = context.resolve("trial");
            Files.write(program, TrialProgram.bytes(ImageConfig.machine()));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(context.resolve("Dockerfile"), """
                    FROM scratch
                    COPY trial /trial
                    RUN ["/trial"]
                    CMD ["/trial"]
                    """);
            boolean built = engine.run(
                            List.of("build", "--no-cache", "-t", IMAGE, context.toString()), LIMIT, line -> {})
                    .succeeded();
            boolean ran = built
                    && (!engine.runsContainers()
                            || engine.run(List.of("run", "--rm", "--network", "host", IMAGE), LIMIT, line -> {})
                                    .succeeded());
            if (built) {
                engine.run(List.of("rmi", IMAGE), LIMIT, line -> {});
            }
            return ran;
        } finally {
            RootFolder.delete(context);
        }
    }

    private static Optional<Integer> read(Path known, String stamp) throws IOException {
        if (!Files.isRegularFile(known)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(known);
        boolean same = lines.size() == 2
                && lines.getFirst().equals(stamp)
                && lines.getLast().matches("\\d{1,3}");
        return same ? Optional.of(Integer.parseInt(lines.getLast())) : Optional.empty();
    }

    private void write(Path file, String text) throws IOException {
        Path next = Files.createTempFile(cache, ".", ".new");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Optional<Path> program(String name) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty()) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program) && !Files.isDirectory(program)) {
                    return Optional.of(program);
                }
            }
        }
        return Optional.empty();
    }
}
