package samara.build.image;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import samara.functions.image.ImageConfig;
import samara.functions.image.ImageException;
import samara.functions.image.RootFolder;
import samara.functions.image.StoredImage;
import samara.functions.isolation.Sandbox;

/// Executes the instructions of a stage. Used by one thread, for one stage.
final class StageBuilder {
    private static final Set<String> FROM_FLAGS = Set.of("platform");
    private static final Set<String> COPY_FLAGS = Set.of("from", "chown", "chmod", "link");
    private static final Set<String> ADD_FLAGS = Set.of("chown", "chmod", "link", "checksum");
    private static final Set<String> RUN_FLAGS = Set.of("network");

    private final DockerfileBuilder builder;
    private final DockerfileBuilder.Build build;
    private final Dockerfile dockerfile;
    private final StepCache cache;

    StageBuilder(DockerfileBuilder builder, DockerfileBuilder.Build build) {
        this.builder = builder;
        this.build = build;
        this.dockerfile = build.dockerfile;
        this.cache = new StepCache(builder.sources().store());
    }

    StoredImage build(Dockerfile.Stage stage) throws IOException {
        StageState state = from(stage.from());
        try (var work = new WorkFolder(builder.sources().store())) {
            for (Instruction instruction : stage.instructions()) {
                execute(instruction, state, work);
            }
        }
        return builder.sources().store().add(state.config(), state.layers);
    }

    private StageState from(Instruction from) throws IOException {
        allow(from, FROM_FLAGS);
        String platform = Words.expand(from.flags().getOrDefault("platform", ""), dockerfile.escape(), build.global());
        String machine = "linux/" + ImageConfig.machine();
        if (!platform.isEmpty() && !platform.equals(machine) && !platform.startsWith(machine + "/")) {
            throw from.error(
                    dockerfile, "the platform `" + platform + "` can't be built on " + machine + " by Samara itself.");
        }
        String name = build.words(from, build.global()).getFirst();
        Optional<StoredImage> base = build.image(from, name);
        if (base.isEmpty()) {
            return new StageState(ImageConfig.empty(), List.of(), "scratch");
        }
        String key = StepCache.key(
                "",
                base.get().layers().stream().map(layer -> layer.blob().digest()).toArray(String[]::new));
        return new StageState(base.get().config(), base.get().layers(), key);
    }

    private void execute(Instruction instruction, StageState state, WorkFolder work) throws IOException {
        switch (instruction.keyword()) {
            case "ARG" -> build.declare(instruction, state.arguments, build.global());
            case "ENV" -> state.variables.putAll(pairs(instruction, state));
            case "LABEL" -> state.labels.putAll(pairs(instruction, state));
            case "USER" -> state.user = expanded(instruction, state);
            case "SHELL" ->
                state.shell = instruction
                        .list()
                        .orElseThrow(() -> instruction.error(dockerfile, "`SHELL` takes a JSON array of strings."));
            case "ENTRYPOINT" -> state.entryPoint(instruction);
            case "CMD" -> state.command(instruction);
            case "WORKDIR" -> workingDirectory(instruction, state, work);
            case "COPY", "ADD" -> copy(instruction, state, work);
            case "RUN" -> run(instruction, state, work);
            case "EXPOSE", "VOLUME", "STOPSIGNAL", "HEALTHCHECK", "MAINTAINER" ->
                builder.progress().accept("`" + instruction.keyword() + "` means nothing to Lambda.");
            default ->
                throw instruction.error(
                        dockerfile,
                        "`" + instruction.keyword()
                                + "` needs a container engine: Samara's own builder does not know it.");
        }
    }

    /// A step that makes files.
    private interface Step {
        LayerFiles in(Path root) throws IOException;
    }

    private void step(Instruction instruction, StageState state, WorkFolder work, String key, Step step)
            throws IOException {
        Optional<StepCache.Made> known = cache.find(key);
        if (known.isEmpty()) {
            builder.progress().accept(dockerfile.name() + ":" + instruction.line() + ": " + instruction);
            Path root = work.with(state.layers);
            LayerFiles files = step.in(root);
            Optional<StoredImage.Layer> layer = files.isEmpty()
                    ? Optional.empty()
                    : Optional.of(builder.sources().store().addLayer(files));
            known = Optional.of(new StepCache.Made(layer));
            cache.keep(key, known.get());
            layer.ifPresent(state.layers::add);
            work.holds(state.layers);
        } else {
            known.get().layer().ifPresent(state.layers::add);
        }
        state.key = key;
    }

    private void workingDirectory(Instruction instruction, StageState state, WorkFolder work) throws IOException {
        String given = expanded(instruction, state);
        String folder = absolute(state, given).replaceFirst("(?<=.)/+$", "");
        state.workingDirectory = folder;
        step(instruction, state, work, StepCache.key(state.key, "WORKDIR", folder), root -> {
            Set<String> placed = new TreeSet<>();
            CopyStep.makeFolders(new RootFolder(root), folder, placed);
            return new LayerFiles(root, placed, Set.of());
        });
    }

    private void copy(Instruction instruction, StageState state, WorkFolder work) throws IOException {
        boolean adds = instruction.keyword().equals("ADD");
        allow(instruction, adds ? ADD_FLAGS : COPY_FLAGS);
        List<String> words = build.words(instruction, state.substitutes());
        if (words.size() < 2) {
            throw instruction.error(dockerfile, "`" + instruction.keyword() + "` takes sources and a target.");
        }
        if (instruction.flags().containsKey("chown")) {
            builder.progress().accept("`--chown` has no effect: Lambda's functions own none of an image's files.");
        }
        String written = words.getLast();
        String target = absolute(state, written) + (written.endsWith("/") || written.equals(".") ? "/" : "");
        SourceFiles from = sources(instruction, state);
        try (var remote = new RemoteFiles(dockerfile, instruction)) {
            List<CopyStep.Group> groups = new ArrayList<>();
            for (String word : words.subList(0, words.size() - 1)) {
                groups.addAll(
                        adds && RemoteFiles.isRemote(word)
                                ? List.of(remote.fetch(word))
                                : local(instruction, from, word));
            }
            boolean many = groups.size() > 1 && groups.stream().anyMatch(group -> !group.folder());
            if (many && !target.endsWith("/")) {
                throw instruction.error(dockerfile, "with more than one source, the target must end in `/`.");
            }
            var step = new CopyStep(groups, target, mode(instruction), adds);
            String key = StepCache.key(
                    state.key,
                    instruction.keyword(),
                    target,
                    instruction.flags().getOrDefault("chmod", ""),
                    step.contentKey());
            try {
                step(instruction, state, work, key, step::into);
            } catch (IllegalArgumentException | ImageException e) {
                throw instruction.error(dockerfile, String.valueOf(e.getMessage()));
            }
        }
    }

    private SourceFiles sources(Instruction instruction, StageState state) throws IOException {
        String from = instruction.flags().get("from");
        if (from == null) {
            return build.context(instruction);
        }
        String name = Words.expand(from, dockerfile.escape(), state.substitutes());
        StoredImage image = build.image(instruction, name)
                .orElseThrow(() -> instruction.error(dockerfile, "`scratch` holds no files."));
        return new SourceFiles(new RootFolder(builder.sources().store().root(image)), IgnoreRules.none());
    }

    private List<CopyStep.Group> local(Instruction instruction, SourceFiles from, String word) throws IOException {
        List<SourceFiles.Source> found = from.select(word);
        if (found.isEmpty()) {
            throw instruction.error(
                    dockerfile,
                    "`" + word + "` is not in "
                            + (instruction.flags().containsKey("from") ? "the image" : "the context")
                            + ", or is ignored.");
        }
        List<CopyStep.Group> groups = new ArrayList<>();
        for (SourceFiles.Source source : found) {
            groups.add(new CopyStep.Group(source.folder(), false, from.items(source)));
        }
        return groups;
    }

    private Optional<Set<PosixFilePermission>> mode(Instruction instruction) {
        String text = instruction.flags().get("chmod");
        if (text == null) {
            return Optional.empty();
        }
        if (!text.matches("0?[0-7]{3}")) {
            throw instruction.error(dockerfile, "`--chmod=" + text + "` is no octal number of three digits.");
        }
        StringBuilder permissions = new StringBuilder();
        for (char digit : text.substring(text.length() - 3).toCharArray()) {
            int bits = digit - '0';
            permissions.append((bits & 4) != 0 ? 'r' : '-').append((bits & 2) != 0 ? 'w' : '-');
            permissions.append((bits & 1) != 0 ? 'x' : '-');
        }
        return Optional.of(PosixFilePermissions.fromString(permissions.toString()));
    }

    private void run(Instruction instruction, StageState state, WorkFolder work) throws IOException {
        allow(instruction, RUN_FLAGS);
        if (!instruction.flags().getOrDefault("network", "default").equals("default")) {
            throw instruction.error(dockerfile, "`RUN --network` other than `default` needs a container engine.");
        }
        Sandbox sandbox = builder.sandbox()
                .orElseThrow(() -> instruction.error(
                        dockerfile, "`RUN` needs bubblewrap (`bwrap` on the PATH) or a container engine."));
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PATH", ImageConfig.DEFAULT_PATH);
        variables.put("HOME", "/root");
        variables.put("HOSTNAME", "build");
        variables.putAll(build.proxies());
        variables.putAll(state.arguments);
        variables.putAll(state.variables);
        List<String> command = state.commandLine(instruction);
        var step = new RunStep(sandbox, command, state.workingDirectory, builder.progress());
        // A proxy is how, not what: it changes nothing of what the step makes.
        Map<String, String> counted = new TreeMap<>(variables);
        counted.keySet().removeAll(build.proxies().keySet());
        String key =
                StepCache.key(state.key, "RUN", counted.toString(), state.workingDirectory, String.join("\0", command));
        step(instruction, state, work, key, root -> {
            LayerFiles.Snapshot before = LayerFiles.Snapshot.of(root);
            RunStep.Ended ended = step.in(root, variables);
            if (ended.exitCode() != 0) {
                throw new ImageBuildException(
                        dockerfile.name() + ":" + instruction.line() + ": `" + instruction + "` ended with exit code "
                                + ended.exitCode() + ".",
                        ended.last());
            }
            return before.changes(root);
        });
    }

    private Map<String, String> pairs(Instruction instruction, StageState state) {
        Map<String, String> pairs = new LinkedHashMap<>();
        String text = instruction.text();
        String[] old = text.split("\\s+", 2);
        if (!old[0].contains("=")) {
            if (old.length < 2) {
                throw instruction.error(dockerfile, "`" + instruction.keyword() + "` takes `name=value`.");
            }
            pairs.put(old[0], Words.expand(old[1], dockerfile.escape(), state.substitutes()));
            return pairs;
        }
        for (String word : build.words(instruction, state.substitutes())) {
            int equals = word.indexOf('=');
            if (equals <= 0) {
                throw instruction.error(dockerfile, "`" + word + "` is not `name=value`.");
            }
            pairs.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return pairs;
    }

    private String expanded(Instruction instruction, StageState state) {
        try {
            return Words.expand(instruction.text(), dockerfile.escape(), state.substitutes());
        } catch (IllegalArgumentException e) {
            throw instruction.error(dockerfile, e.getMessage() + ".");
        }
    }

    private static String absolute(StageState state, String path) {
        String whole = path.startsWith("/") ? path : state.workingDirectory + "/" + path;
        return Path.of(whole).normalize().toString();
    }

    private void allow(Instruction instruction, Set<String> flags) {
        for (String flag : instruction.flags().keySet()) {
            if (!flags.contains(flag)) {
                throw instruction.error(
                        dockerfile,
                        "`" + instruction.keyword() + " --" + flag
                                + "` needs a container engine: Samara's own builder does not know it.");
            }
        }
    }
}
