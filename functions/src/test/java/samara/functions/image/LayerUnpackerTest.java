package samara.functions.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerUnpackerTest {
    @TempDir
    private Path folder;

    private Path root = Path.of("");
    private LayerUnpacker unpacker = new LayerUnpacker(root, LayerUnpacker.Limits.LAMBDA);

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        unpacker = new LayerUnpacker(root, LayerUnpacker.Limits.LAMBDA);
    }

    private void apply(Tars layer) throws IOException {
        unpacker.apply(new TarReader(new ByteArrayInputStream(layer.bytes())));
    }

    @Test
    void aLaterLayerReplacesAndAddsFiles() throws IOException {
        apply(new Tars().folder("etc/").file("etc/a", "one").file("etc/b", "two"));
        apply(new Tars().file("./etc/a", "three").file("/etc/c", "four"));

        assertThat(root.resolve("etc/a")).hasContent("three");
        assertThat(root.resolve("etc/b")).hasContent("two");
        assertThat(root.resolve("etc/c")).hasContent("four");
    }

    @Test
    void aWhiteoutTakesAFileOrFolderAway() throws IOException {
        apply(new Tars().file("etc/a", "one").file("lib/x/y", "two").file("lib/z", "three"));
        apply(new Tars().file("etc/.wh.a", "").file("lib/.wh.x", ""));

        assertThat(root.resolve("etc")).isEmptyDirectory();
        assertThat(root.resolve("lib/x")).doesNotExist();
        assertThat(root.resolve("lib/z")).exists();
        assertThat(root.resolve("etc/.wh.a")).doesNotExist();
    }

    @Test
    void anOpaqueWhiteoutKeepsWhatItsOwnLayerBrings() throws IOException {
        apply(new Tars().file("lib/old", "one").file("lib/deep/old", "two"));
        apply(new Tars()
                .file("lib/deep/new", "three")
                .file("lib/.wh..wh..opq", "")
                .file("lib/later", "four"));

        assertThat(root.resolve("lib/old")).doesNotExist();
        assertThat(root.resolve("lib/deep/old")).doesNotExist();
        assertThat(root.resolve("lib/deep/new")).hasContent("three");
        assertThat(root.resolve("lib/later")).hasContent("four");
    }

    @Test
    void refusesANameThatLeadsOut() {
        assertThatThrownBy(() -> apply(new Tars().file("../out", "x")))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("`../out`");
        assertThatThrownBy(() -> apply(new Tars().file("a/../../out", "x"))).isInstanceOf(ImageException.class);
        assertThatThrownBy(() -> apply(new Tars().file("a/.wh...", "x"))).isInstanceOf(ImageException.class);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aFileThroughALinkThatLeadsOutStaysWithin() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        apply(new Tars()
                .link("absolute", outside.toString())
                .link("relative", "../outside")
                .file("absolute/file", "x")
                .file("relative/file", "y"));

        assertThat(outside).isEmptyDirectory();
        assertThat(root.resolve("outside/file")).hasContent("y");
    }

    @Test
    void aFileInTheLinksPlaceReplacesTheLinkAndNotItsTarget() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "kept");
        apply(new Tars().link("file", outside.toString()).file("file", "new"));

        assertThat(outside).hasContent("kept");
        assertThat(root.resolve("file")).isRegularFile().hasContent("new");
    }

    @Test
    void aHardLinkReachesFilesOfTheImageOnly() throws IOException {
        Files.writeString(folder.resolve("secret"), "secret");
        apply(new Tars().file("a", "one").hardLink("b", "a"));
        assertThat(root.resolve("b")).hasContent("one");

        assertThatThrownBy(() -> apply(new Tars().hardLink("c", "../secret"))).isInstanceOf(ImageException.class);
        assertThatThrownBy(() -> apply(new Tars().hardLink("c", "secret")))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("`secret`");
    }

    @Test
    void aFolderMayBeALinkOfTheImage() throws IOException {
        apply(new Tars().folder("usr/lib/").link("lib", "usr/lib").file("lib/x", "one"));

        assertThat(root.resolve("usr/lib/x")).hasContent("one");
        assertThat(Files.isSymbolicLink(root.resolve("lib"))).isTrue();
    }

    @Test
    void refusesLinksThatGoRound() {
        assertThatThrownBy(() -> apply(new Tars().link("a", "b").link("b", "a").file("a/x", "one")))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("circles");
    }

    @Test
    void keepsLongNamesAndTimes() throws IOException {
        String name = "a".repeat(90) + "/" + "ü".repeat(60) + "/file";
        apply(new Tars().file(name, "long"));

        assertThat(root.resolve(name)).hasContent("long");
        assertThat(Files.getLastModifiedTime(root.resolve(name)).toMillis()).isEqualTo(1_000_000_000L);
    }

    @Test
    void refusesMoreThanTheLimit() throws IOException {
        var small = new LayerUnpacker(root, new LayerUnpacker.Limits(10, 3));
        assertThatThrownBy(() -> small.apply(new TarReader(new ByteArrayInputStream(
                        new Tars().file("a", "eleven bytes").bytes()))))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("larger");
        Tars many = new Tars().folder("a").folder("b").folder("c").folder("d");
        var few = new LayerUnpacker(root, new LayerUnpacker.Limits(10, 3));
        assertThatThrownBy(() -> few.apply(new TarReader(new ByteArrayInputStream(many.bytes()))))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("more than 3 files");
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        Path file = Files.writeString(folder.resolve("layer"), "no archive".repeat(100));
        assertThatThrownBy(() -> unpacker.apply(file))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("no tar archive");
    }

    @Test
    void readsCompressedLayers() throws Exception {
        Path gzip = folder.resolve("gzip");
        try (var out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(new Tars().file("gzip", "one").bytes());
        }
        unpacker.apply(gzip);
        assertThat(root.resolve("gzip")).hasContent("one");
    }

    @Test
    void readsLayersOfZstd() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/zstd")), "the program zstd is missing");
        Path plain = Files.write(
                folder.resolve("plain"), new Tars().file("zstd", "two").bytes());
        Process process = new ProcessBuilder("/usr/bin/zstd", "-q", plain.toString(), "-o", plain + ".zst").start();
        assertThat(process.waitFor()).isZero();
        unpacker.apply(Path.of(plain + ".zst"));
        assertThat(root.resolve("zstd")).hasContent("two");
    }
}
