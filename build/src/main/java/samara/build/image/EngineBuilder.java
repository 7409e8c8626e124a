package samara.build.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import samara.functions.container.ContainerEngine;
import samara.functions.image.ImageConfig;
import samara.functions.image.ImageReference;
import samara.functions.image.ImageStore;
import samara.functions.image.RootFolder;
import samara.functions.image.StoredImage;

/// Has a container engine build an image, and copies it into the store. An engine isn't even asked where nothing has
/// changed: neither the Dockerfile, nor the context, nor the options.
record EngineBuilder(ContainerEngine engine, ImageStore store, Consumer<String> progress) {
    ImageBuild.Built build(ImageRequest request) {
        try {
            Path mark = mark(request);
            String key = key(request);
            Optional<StoredImage> known = read(mark, key);
            if (known.isPresent()) {
                store.tag(ImageReference.of(request.name()), known.get());
                return new ImageBuild.Built(known.get(), false);
            }
            ContainerEngine.Ended ended = engine.build(arguments(request), progress);
            if (!ended.succeeded()) {
                throw failure(request, ended);
            }
            StoredImage image = engine.load(ImageReference.of(request.name()), store);
            write(mark, key + "\n" + image.digest() + "\n");
            return new ImageBuild.Built(image, true);
        } catch (IOException e) {
            throw new UncheckedIOException("The image `" + request.name() + "` could not be built.", e);
        }
    }

    private ImageBuildException failure(ImageRequest request, ContainerEngine.Ended ended) {
        String reason = ended.output()
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((first, second) -> second)
                .orElse("it says nothing");
        return new ImageBuildException(
                engine.description() + " could not build `" + request.name() + "` from " + request.dockerfile()
                        + " (exit code " + ended.exitCode() + "): " + reason.strip(),
                ended.output());
    }

    private static List<String> arguments(ImageRequest request) {
        List<String> all = new ArrayList<>();
        all.addAll(List.of("-f", request.dockerfile().toString(), "-t", request.name()));
        request.arguments().forEach((name, value) -> all.addAll(List.of("--build-arg", name + "=" + value)));
        request.target().ifPresent(target -> all.addAll(List.of("--target", target)));
        if (!request.architecture().equals(ImageConfig.machine())) {
            all.addAll(List.of("--platform", "linux/" + request.architecture()));
        }
        all.addAll(request.extra());
        all.add(request.context().toString());
        return all;
    }

    private String key(ImageRequest request) throws IOException {
        List<CopyStep.Group> groups = new ArrayList<>();
        if (Files.isDirectory(request.context())) {
            var context = new SourceFiles(
                    new RootFolder(request.context().toRealPath()),
                    IgnoreRules.of(request.context(), request.dockerfile()));
            for (SourceFiles.Source source : context.select(".")) {
                groups.add(new CopyStep.Group(true, false, context.items(source)));
            }
        }
        String content = new CopyStep(groups, "/", Optional.empty(), false).contentKey();
        return StepCache.key(
                engine.kind().command(),
                content,
                Files.readString(request.dockerfile()),
                String.join("\0", arguments(request)));
    }

    private Path mark(ImageRequest request) {
        String place =
                StepCache.key("built", request.name(), request.dockerfile().toString());
        return store.folder().resolve("built").resolve(place);
    }

    private Optional<StoredImage> read(Path mark, String key) throws IOException {
        if (!Files.isRegularFile(mark)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(mark);
        return lines.size() == 2 && lines.getFirst().equals(key)
                ? store.find(ImageReference.of(lines.getLast())).filter(this::isWhole)
                : Optional.empty();
    }

    private boolean isWhole(StoredImage image) {
        return image.layers().stream().allMatch(store::has);
    }

    private static void write(Path mark, String text) throws IOException {
        Path folder = Files.createDirectories(mark.resolveSibling("."));
        Path next = Files.createTempFile(folder, ".", ".new");
        Files.write(next, text.getBytes(StandardCharsets.UTF_8));
        Files.move(next, mark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
