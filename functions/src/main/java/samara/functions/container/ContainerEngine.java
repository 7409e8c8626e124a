package samara.functions.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import samara.functions.image.ImageArchive;
import samara.functions.image.ImageException;
import samara.functions.image.ImageProvider;
import samara.functions.image.ImageReference;
import samara.functions.image.ImageStore;
import samara.functions.image.RootFolder;
import samara.functions.image.StoredImage;

/// A container engine that works.
///
/// @param kind which one
/// @param program where it is
/// @param options what must come before each of its commands, such as `--runtime runc`
/// @param variables the environment that it is run with
public record ContainerEngine(Kind kind, Path program, List<String> options, Map<String, String> variables)
        implements ImageProvider {
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(60);

    /// The engines that are known, in the order in which they are looked for.
    public enum Kind {
        PODMAN("podman", "Podman"),
        DOCKER("docker", "Docker"),
        BUILDAH("buildah", "Buildah");

        private final String command;
        private final String shown;

        Kind(String command, String shown) {
            this.command = command;
            this.shown = shown;
        }

        /// Its program's name.
        public String command() {
            return command;
        }

        /// Its name.
        public String shown() {
            return shown;
        }
    }

    public ContainerEngine {
        options = List.copyOf(options);
        variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /// How a command of an engine ended.
    ///
    /// @param output its last lines, standard output and error together
    public record Ended(int exitCode, String output) {
        /// Whether it did what it was asked to do.
        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    @Override
    public String description() {
        return kind.shown();
    }

    /// What `samara doctor` says.
    public String details() {
        String with = String.join(" ", options);
        return kind.shown() + " (" + program + (with.isEmpty() ? "" : " " + with) + ")"
                + (variables.containsKey(EngineSearch.SETTINGS_VARIABLE) ? ", with limits of Samara's own" : "");
    }

    /// Whether it can run containers, and not just build images.
    public boolean runsContainers() {
        return kind != Kind.BUILDAH;
    }

    /// A whole command line.
    public List<String> commandLine(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(options);
        line.addAll(arguments);
        return line;
    }

    /// Builds an image.
    ///
    /// @param arguments all but the name of the engine's command
    /// @param output takes each line that it writes
    public Ended build(List<String> arguments, Consumer<String> output) {
        List<String> all = new ArrayList<>(List.of("build"));
        all.addAll(arguments);
        return run(all, LONG, output);
    }

    /// The engine's ID of an image that it has: the digest of its configuration.
    public Optional<String> id(ImageReference reference) {
        Ended ended = kind == Kind.BUILDAH
                ? run(
                        List.of("inspect", "--type", "image", "--format", "{{.FromImageID}}", reference.toString()),
                        SHORT,
                        line -> {})
                : run(List.of("image", "inspect", "--format", "{{.Id}}", reference.toString()), SHORT, line -> {});
        String id = ended.output().strip();
        boolean found = ended.succeeded() && id.matches("(sha256:)?[0-9a-f]{64}");
        return found ? Optional.of(id.startsWith("sha256:") ? id : "sha256:" + id) : Optional.empty();
    }

    @Override
    public Optional<StoredImage> provide(ImageReference reference, ImageStore store) {
        return id(reference).map(id -> load(reference, store));
    }

    @Override
    public Optional<StoredImage> newer(ImageReference reference, StoredImage known, ImageStore store) {
        return id(reference).filter(id -> !id.equals(known.id())).map(id -> load(reference, store));
    }

    /// Copies an image into the store.
    ///
    /// @throws ImageException if the engine doesn't give it
    public StoredImage load(ImageReference reference, ImageStore store) {
        try {
            Path parent = Files.createDirectories(store.folder().resolve("work"));
            Path folder = Files.createTempDirectory(parent, "saved");
            try {
                Path archive = folder.resolve("image.tar");
                List<String> save = kind == Kind.BUILDAH
                        ? List.of("push", "--quiet", reference.toString(), "docker-archive:" + archive)
                        : List.of("image", "save", "-o", archive.toString(), reference.toString());
                Ended ended = run(save, LONG, line -> {});
                if (!ended.succeeded()) {
                    throw new ImageException(
                            kind.shown() + " could not save the image `" + reference + "`: " + ended.output());
                }
                StoredImage image = new ImageArchive(store).read(archive);
                store.tag(reference, image);
                return image;
            } finally {
                RootFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs a command of the engine to its end; one that doesn't end in time is killed, and has the exit code 124.
    public Ended run(List<String> arguments, Duration limit, Consumer<String> output) {
        return EngineProcess.run(commandLine(arguments), variables, limit, output);
    }
}
