package samara.build.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import samara.functions.image.ImageConfig;
import samara.functions.image.ImageException;
import samara.functions.image.ImageSources;
import samara.functions.image.RootFolder;
import samara.functions.image.StoredImage;
import samara.functions.isolation.Sandbox;

/// Builds images without a container engine. Thread-safe; each build is on its own.
///
/// @param sandbox runs `RUN`; where there is none, Dockerfiles that have one are refused
/// @param progress takes each instruction as it is executed and what it writes
public record DockerfileBuilder(ImageSources sources, Optional<Sandbox> sandbox, Consumer<String> progress) {
    private static final Set<String> PREDEFINED = Set.of(
            "HTTP_PROXY",
            "http_proxy",
            "HTTPS_PROXY",
            "https_proxy",
            "FTP_PROXY",
            "ftp_proxy",
            "NO_PROXY",
            "no_proxy",
            "ALL_PROXY",
            "all_proxy");

    /// Builds an image and gives it its name.
    ///
    /// @throws ImageBuildException with the Dockerfile's line, for all that can't be built
    public StoredImage build(ImageRequest request) {
        if (!request.extra().isEmpty()) {
            throw new ImageBuildException(
                    "`DockerBuildExtraParams` (" + String.join(" ", request.extra())
                            + ") are for a container engine, and none is used here.",
                    "");
        }
        if (!request.architecture().equals(ImageConfig.machine())) {
            throw new ImageBuildException(
                    "`" + request.name() + "` is to be built for " + request.architecture() + ", and this machine is "
                            + ImageConfig.machine() + ": that needs a container engine with emulation.",
                    "");
        }
        try {
            String text = Files.readString(request.dockerfile());
            String name = request.context().relativize(request.dockerfile()).toString();
            Dockerfile dockerfile = Dockerfile.parse(text, name.isEmpty() ? "Dockerfile" : name);
            StoredImage image = new Build(dockerfile, request).target();
            sources.store().tag(samara.functions.image.ImageReference.of(request.name()), image);
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException("The image `" + request.name() + "` could not be built.", e);
        }
    }

    /// One build: its stages are built when they are needed.
    final class Build {
        final Dockerfile dockerfile;
        final ImageRequest request;
        private final Map<String, String> global = new LinkedHashMap<>();
        private final Map<Dockerfile.Stage, StoredImage> built = new LinkedHashMap<>();
        private final Set<String> consumed = new LinkedHashSet<>(PREDEFINED);
        private final Optional<SourceFiles> context;

        private Build(Dockerfile dockerfile, ImageRequest request) throws IOException {
            this.dockerfile = dockerfile;
            this.request = request;
            this.context = Files.isDirectory(request.context())
                    ? Optional.of(new SourceFiles(
                            new RootFolder(request.context().toRealPath()),
                            IgnoreRules.of(request.context(), request.dockerfile())))
                    : Optional.empty();
            global.put("TARGETOS", "linux");
            global.put("TARGETARCH", request.architecture());
            global.put("TARGETPLATFORM", "linux/" + request.architecture());
            global.put("BUILDPLATFORM", "linux/" + request.architecture());
            for (Instruction argument : dockerfile.arguments()) {
                declare(argument, global, Map.of());
            }
        }

        private StoredImage target() throws IOException {
            Dockerfile.Stage stage = request.target().isEmpty()
                    ? dockerfile.stages().getLast()
                    : dockerfile
                            .stage(request.target().get())
                            .orElseThrow(() -> new ImageBuildException(
                                    dockerfile.name() + " has no stage `"
                                            + request.target().get() + "`, which is the `DockerBuildTarget`.",
                                    ""));
            StoredImage image = stage(stage);
            List<String> unused = new ArrayList<>(request.arguments().keySet());
            unused.removeAll(consumed);
            if (!unused.isEmpty()) {
                progress.accept("No `ARG` takes the build arguments " + String.join(", ", unused) + ".");
            }
            return image;
        }

        /// Declares an argument: its value is the build's, else its default.
        ///
        /// @param outer what a declaration without a default takes over
        void declare(Instruction instruction, Map<String, String> arguments, Map<String, String> outer) {
            Map<String, String> known = new LinkedHashMap<>(arguments);
            for (String word : words(instruction, known)) {
                int equals = word.indexOf('=');
                String name = equals < 0 ? word : word.substring(0, equals);
                consumed.add(name);
                String given = request.arguments().get(name);
                if (given != null) {
                    arguments.put(name, given);
                } else if (equals >= 0) {
                    arguments.put(name, word.substring(equals + 1));
                } else if (outer.containsKey(name)) {
                    arguments.put(name, outer.getOrDefault(name, ""));
                }
            }
        }

        List<String> words(Instruction instruction, Map<String, String> variables) {
            try {
                return instruction.list().isPresent()
                        ? instruction.list().get().stream()
                                .map(item -> Words.expand(item, dockerfile.escape(), variables))
                                .toList()
                        : Words.of(instruction.text(), dockerfile.escape(), variables);
            } catch (IllegalArgumentException e) {
                throw instruction.error(dockerfile, e.getMessage() + ".");
            }
        }

        Map<String, String> global() {
            return global;
        }

        /// Proxies, which every `RUN` may use without an `ARG`.
        Map<String, String> proxies() {
            Map<String, String> proxies = new LinkedHashMap<>(request.arguments());
            proxies.keySet().retainAll(PREDEFINED);
            return proxies;
        }

        SourceFiles context(Instruction instruction) {
            return context.orElseThrow(() ->
                    instruction.error(dockerfile, "the `DockerContext` `" + request.context() + "` is no folder."));
        }

        /// An image that a `FROM` or a `--from` names: an earlier stage, or one of elsewhere.
        Optional<StoredImage> image(Instruction instruction, String name) throws IOException {
            Optional<Dockerfile.Stage> stage =
                    dockerfile.stage(name).filter(found -> found.from().line() < instruction.line());
            if (stage.isPresent()) {
                return Optional.of(stage(stage.get()));
            }
            if (name.equals("scratch")) {
                return Optional.empty();
            }
            try {
                return Optional.of(sources.find(name, request.context()).runnableHere());
            } catch (ImageException e) {
                throw instruction.error(dockerfile, e.sentence());
            }
        }

        private StoredImage stage(Dockerfile.Stage stage) throws IOException {
            StoredImage known = built.get(stage);
            if (known == null) {
                known = new StageBuilder(DockerfileBuilder.this, this).build(stage);
                built.put(stage, known);
            }
            return known;
        }
    }
}
