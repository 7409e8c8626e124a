package samara.functions.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStoreTest {
    private static final String CONFIG = """
            {"architecture": "%s", "os": "linux", "config": {"Env": ["A=1", "PATH=/bin"], "Entrypoint": ["/run"],
             "Cmd": ["handler"], "WorkingDir": "/var/task", "User": null, "Labels": {"x": "y"}},
             "rootfs": {"type": "layers", "diff_ids": ["%s"]}}""";

    @TempDir
    private Path folder;

    private ImageStore store = new ImageStore(Path.of(""));

    @BeforeEach
    void makeStore() {
        store = new ImageStore(folder.resolve("store"));
    }

    private StoredImage image(String content) {
        var layer = store.addLayer(tar -> {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            tar.add(
                    new TarEntry("file", TarEntry.Kind.FILE, 0644, bytes.length, 0, ""),
                    new java.io.ByteArrayInputStream(bytes));
        });
        return store.add(ImageConfig.empty(), List.of(layer));
    }

    @Test
    void findsAnImageByItsTagAndItsDigest() {
        StoredImage image = image("one");
        store.tag(ImageReference.of("hello:v1"), image);

        assertThat(store.find(ImageReference.of("hello:v1"))).contains(image);
        assertThat(store.find(ImageReference.of("localhost/hello:v1"))).contains(image);
        assertThat(store.find(ImageReference.of("anything@" + image.digest()))).contains(image);
        assertThat(store.find(ImageReference.of("hello"))).isEmpty();
    }

    @Test
    void aTagMovesToTheImageThatTakesIt() {
        StoredImage first = image("one");
        StoredImage second = image("two");
        store.tag(ImageReference.of("hello"), first);
        store.tag(ImageReference.of("hello:latest"), second);

        assertThat(store.find(ImageReference.of("hello"))).contains(second);
        assertThat(new ImageStore(folder.resolve("store")).find(ImageReference.of("hello")))
                .contains(second);
        store.untag(ImageReference.of("hello"));
        assertThat(store.find(ImageReference.of("hello"))).isEmpty();
    }

    @Test
    void theSameContentIsTheSameImage() {
        assertThat(image("one").digest())
                .isEqualTo(image("one").digest())
                .isNotEqualTo(image("two").digest());
    }

    @Test
    void unpacksOnceAndMakesWhatASandboxMountsOn() throws IOException {
        Path root = store.root(image("one"));

        assertThat(root.resolve("file")).hasContent("one");
        assertThat(root.resolve("tmp")).isDirectory();
        assertThat(root.resolve("etc/resolv.conf")).exists();
        assertThat(store.root(image("one"))).isEqualTo(root);
        try (var left = Files.list(folder.resolve("store/roots"))) {
            assertThat(left).containsExactly(root);
        }
    }

    @Test
    void aRootSharesTheFilesOfTheStackBelow() throws IOException {
        StoredImage base = image("one");
        Path below = store.root(base);
        var upper = store.addLayer(tar -> tar.add(new TarEntry("more", TarEntry.Kind.FOLDER, 0755, 0, 0, "")));
        StoredImage image = store.add(base.config(), List.of(base.layers().getFirst(), upper));

        Path root = store.root(image);
        assertThat(root.resolve("more")).isDirectory();
        assertThat(Files.getAttribute(root.resolve("file"), "unix:ino"))
                .isEqualTo(Files.getAttribute(below.resolve("file"), "unix:ino"));
    }

    @Test
    void readsWhatDockerSaves() throws IOException {
        byte[] layer = new Tars().file("file", "saved").bytes();
        String config = CONFIG.formatted(ImageConfig.machine(), Blobs.digest(layer));
        Path archive = Files.write(
                folder.resolve("image.tar"),
                new Tars()
                        .file("abc.json", config)
                        .file("1/layer.tar", layer)
                        .link("2/layer.tar", "../1/layer.tar")
                        .file("manifest.json", "[{\"Config\": \"abc.json\", \"Layers\": [\"2/layer.tar\"]}]")
                        .file("repositories", "{}")
                        .bytes());

        StoredImage image = new ImageArchive(store).read(archive);

        assertThat(store.root(image).resolve("file")).hasContent("saved");
        assertThat(image.config())
                .isEqualTo(new ImageConfig(
                        ImageConfig.machine(),
                        Map.of("A", "1", "PATH", "/bin"),
                        List.of("/run"),
                        List.of("handler"),
                        "/var/task",
                        "",
                        Map.of("x", "y")));
        try (var blobs = Files.list(folder.resolve("store/blobs/sha256"))) {
            assertThat(blobs).as("layer, configuration and manifest").hasSize(3);
        }
    }

    @Test
    void readsItsOwnLayoutAndKeepsTheDigest() throws IOException {
        StoredImage image = image("one");
        store.tag(ImageReference.of("hello"), image);

        var other = new ImageStore(folder.resolve("other"));
        StoredImage copy = new ImageArchive(other).read(folder.resolve("store"));
        assertThat(copy).isEqualTo(image);
    }

    @Test
    void refusesAnArchiveWithoutAnImageOrWithPartsMissing() throws IOException {
        Path empty = Files.write(
                folder.resolve("empty.tar"), new Tars().file("x", "y").bytes());
        assertThatThrownBy(() -> new ImageArchive(store).read(empty))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("holds no image");
        Path half = Files.write(
                folder.resolve("half.tar"),
                new Tars()
                        .file("manifest.json", "[{\"Config\": \"abc.json\", \"Layers\": []}]")
                        .bytes());
        assertThatThrownBy(() -> new ImageArchive(store).read(half))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("`abc.json` is missing");
        try (var blobs = Files.list(folder.resolve("store/blobs/sha256"))) {
            assertThat(blobs).isEmpty();
        }
    }

    @Test
    void refusesALayoutWhoseBytesAreNotWhatTheirNameSays() throws IOException {
        StoredImage image = image("one");
        store.tag(ImageReference.of("hello"), image);
        Path blob = store.blobs().file(image.layers().getFirst().blob().digest());
        Files.writeString(blob, "other");

        assertThatThrownBy(() -> new ImageArchive(new ImageStore(folder.resolve("other"))).read(store.folder()))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void overridesReplaceTheImagesCommand() {
        var config = new ImageConfig("amd64", Map.of(), List.of("/entry"), List.of("a"), "/", "", Map.of());
        Optional<List<String>> none = Optional.empty();

        assertThat(config.commandLine(ImageConfig.Overrides.NONE)).containsExactly("/entry", "a");
        assertThat(config.commandLine(new ImageConfig.Overrides(none, Optional.of(List.of("b")), Optional.empty())))
                .containsExactly("/entry", "b");
        assertThat(config.commandLine(new ImageConfig.Overrides(Optional.of(List.of("/x")), none, Optional.empty())))
                .containsExactly("/x");
    }

    @Test
    void namesOfImagesAreRead() {
        ImageReference full = ImageReference.of("public.ecr.aws/lambda/python:3.12");
        assertThat(full.registry()).contains("public.ecr.aws");
        assertThat(full.repository()).isEqualTo("lambda/python");
        assertThat(ImageReference.of("localhost:5000/a/b").registry()).contains("localhost:5000");
        assertThat(ImageReference.of("hello").toString()).isEqualTo("hello:latest");
        assertThatThrownBy(() -> ImageReference.of("../etc/passwd")).isInstanceOf(ImageException.class);
        assertThatThrownBy(() -> ImageReference.of("Upper:x y")).isInstanceOf(ImageException.class);
    }
}
