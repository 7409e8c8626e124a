package samara.build.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import samara.functions.image.ImageConfig;
import samara.functions.image.ImageReference;
import samara.functions.image.ImageSources;
import samara.functions.image.ImageStore;
import samara.functions.image.StoredImage;
import samara.functions.isolation.Sandbox;

/// Our own builder. `RUN` needs bubblewrap and a static busybox, which the images are made of.
@Timeout(120)
class DockerfileBuilderTest {
    private static final String SHELL = """
            FROM scratch
            COPY busybox /bin/busybox
            RUN ["/bin/busybox", "sh", "-c", "for n in sh cat id ln rm mkdir; do /bin/busybox ln -s busybox /bin/$n; done"]
            """;

    @TempDir
    private Path folder;

    private final List<String> progress = new ArrayList<>();
    private Path context = Path.of("");
    private ImageStore store = new ImageStore(context);

    @BeforeEach
    void makeContext() throws IOException {
        context = Files.createDirectory(folder.resolve("context"));
        store = new ImageStore(folder.resolve("store"));
    }

    private void write(String name, String content) throws IOException {
        Path file = context.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void needsShell() throws IOException {
        Path busybox = Path.of("/usr/bin/busybox");
        assumeTrue(Files.isExecutable(busybox), "a static busybox is missing (Debian: busybox-static)");
        assumeTrue(Sandbox.find().isPresent(), "bubblewrap is missing");
        Files.copy(busybox, context.resolve("busybox"));
    }

    private StoredImage build(String dockerfile) throws IOException {
        return build(dockerfile, Map.of(), Optional.empty());
    }

    private StoredImage build(String dockerfile, Map<String, String> arguments, Optional<String> target)
            throws IOException {
        write("Dockerfile", dockerfile);
        progress.clear();
        var builder = new DockerfileBuilder(new ImageSources(store, List.of()), Sandbox.find(), progress::add);
        return builder.build(new ImageRequest(
                "tested:v1",
                context,
                context.resolve("Dockerfile"),
                arguments,
                target,
                List.of(),
                ImageConfig.machine()));
    }

    private Path root(StoredImage image) {
        return store.root(image);
    }

    @Test
    void copiesFilesFoldersAndPatterns() throws IOException {
        write("app.py", "app");
        write("lib/a/x.txt", "x");
        write("lib/b.txt", "b");
        write("one.cfg", "1");
        write("two.cfg", "2");
        Files.createSymbolicLink(context.resolve("lib/link"), Path.of("b.txt"));
        StoredImage image = build("""
                FROM scratch
                WORKDIR /var/task
                COPY app.py .
                COPY lib lib
                COPY *.cfg /etc/app/
                COPY --chmod=700 app.py /bin/run
                """);

        Path root = root(image);
        assertThat(root.resolve("var/task/app.py")).hasContent("app");
        assertThat(root.resolve("var/task/lib/a/x.txt")).hasContent("x");
        assertThat(Files.readSymbolicLink(root.resolve("var/task/lib/link"))).isEqualTo(Path.of("b.txt"));
        assertThat(root.resolve("etc/app/two.cfg")).hasContent("2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("bin/run"))))
                .isEqualTo("rwx------");
        assertThat(image.config().workingDirectory()).isEqualTo("/var/task");
        assertThat(store.find(ImageReference.of("tested:v1"))).contains(image);
    }

    @Test
    void configurationIsWhatTheInstructionsSay() throws IOException {
        StoredImage image = build("""
                FROM scratch
                ARG version=1
                ARG other=default
                ENV A=$version B="b c" PATH=/bin:/x
                ENV OLD form with spaces
                LABEL team="x y"
                USER app
                EXPOSE 8080
                ENTRYPOINT ["/run", "--x"]
                CMD app.handler $A
                """, Map.of("version", "2", "unused", "u"), Optional.empty());

        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("A", "2");
        variables.put("B", "b c");
        variables.put("PATH", "/bin:/x");
        variables.put("OLD", "form with spaces");
        assertThat(image.config())
                .isEqualTo(new ImageConfig(
                        ImageConfig.machine(),
                        variables,
                        List.of("/run", "--x"),
                        List.of("/bin/sh", "-c", "app.handler $A"),
                        "/",
                        "app",
                        Map.of("team", "x y")));
        assertThat(progress).contains("No `ARG` takes the build arguments unused.");
    }

    @Test
    void runsCommandsAndKeepsWhatTheyChange() throws IOException {
        needsShell();
        StoredImage image = build(SHELL + """
                ENV GREETING=hello
                WORKDIR /made
                RUN echo "$GREETING" > file && mkdir deep && echo x > deep/gone && id -u > user
                RUN rm -r deep && ln file second && /bin/busybox chmod 700 user
                """);

        Path root = root(image);
        assertThat(root.resolve("made/file")).hasContent("hello");
        assertThat(root.resolve("made/user")).hasContent("0");
        assertThat(root.resolve("made/deep")).doesNotExist();
        assertThat(Files.getAttribute(root.resolve("made/second"), "unix:ino"))
                .isEqualTo(Files.getAttribute(root.resolve("made/file"), "unix:ino"));
        assertThat(Files.readSymbolicLink(root.resolve("bin/id"))).isEqualTo(Path.of("busybox"));
    }

    @Test
    void changesOfOwnersSeemToSucceedAsPackageManagersNeedIt() throws IOException {
        needsShell();
        StoredImage image = build(SHELL + """
                ENV LD_PRELOAD=/nowhere/lib.so
                RUN echo x > /file && /bin/busybox chown 12:34 /file && /bin/busybox chgrp 5 /file && echo done > /done
                """);
        assertThat(root(image).resolve("done")).exists();
    }

    @Test
    void aFailedCommandIsOneErrorWithItsStepAndItsLastWords() throws IOException {
        needsShell();
        assertThatThrownBy(() -> build(SHELL + "RUN echo first; echo the reason >&2; exit 7\n"))
                .isInstanceOfSatisfying(ImageBuildException.class, failure -> {
                    assertThat(failure.message())
                            .isEqualTo("Dockerfile:4: `RUN echo first; echo the reason >&2; exit 7` ended with exit "
                                    + "code 7.");
                    assertThat(failure.output()).isEqualTo("first\nthe reason");
                });
        assertThat(folder.resolve("store/work")).isEmptyDirectory();
    }

    @Test
    void anUnchangedStepIsNotRunAgain() throws IOException {
        needsShell();
        write("app.py", "1");
        String dockerfile = SHELL + "RUN cat /proc/sys/kernel/random/uuid > /id\nCOPY app.py /app.py\n";
        StoredImage first = build(dockerfile);
        assertThat(build(dockerfile).digest()).isEqualTo(first.digest());

        write("app.py", "2");
        StoredImage changed = build(dockerfile);
        assertThat(changed.digest()).isNotEqualTo(first.digest());
        assertThat(root(changed).resolve("id"))
                .hasSameTextualContentAs(root(first).resolve("id"));
        assertThat(root(changed).resolve("app.py")).hasContent("2");
    }

    @Test
    void anArgumentThatARunCanSeeMakesItRunAgain() throws IOException {
        needsShell();
        String dockerfile = SHELL + "ARG version=1\nRUN echo $version > /version\n";
        assertThat(root(build(dockerfile)).resolve("version")).hasContent("1");
        StoredImage other = build(dockerfile, Map.of("version", "2"), Optional.empty());
        assertThat(root(other).resolve("version")).hasContent("2");
    }

    @Test
    void stagesAreBuiltWhenTheyAreNeeded() throws IOException {
        write("a", "a");
        String dockerfile = """
                ARG name=first
                FROM scratch AS first
                COPY a /opt/a
                FROM nowhere:1 AS unneeded
                FROM $name AS second
                COPY --from=first /opt/ /copied/
                COPY --from=0 /opt/a /other
                FROM scratch AS third
                COPY a /third
                """;
        StoredImage second = build(dockerfile, Map.of(), Optional.of("second"));
        assertThat(root(second).resolve("opt/a")).hasContent("a");
        assertThat(root(second).resolve("copied/a")).hasContent("a");
        assertThat(root(second).resolve("other")).hasContent("a");
        assertThat(root(build(dockerfile)).resolve("opt")).doesNotExist();
    }

    @Test
    void takesStoredImagesAndLocalArchivesAsBase() throws IOException {
        write("a", "a");
        StoredImage base = build("FROM scratch\nCOPY a /a\nENV X=1\nENTRYPOINT [\"/e\"]\nCMD [\"c\"]\n");
        store.tag(ImageReference.of("example.com/base:1"), base);
        write("b", "b");
        StoredImage image = build("FROM example.com/base:1\nCOPY b /b\nENTRYPOINT [\"/f\"]\n");

        assertThat(root(image).resolve("a")).hasContent("a");
        assertThat(root(image).resolve("b")).hasContent("b");
        assertThat(image.config().variables()).isEqualTo(Map.of("X", "1"));
        assertThat(image.config().command())
                .as("an entry point of its own takes the command away")
                .isEmpty();
        StoredImage other = build("FROM oci:" + folder.resolve("layout") + "\n", Map.of(), Optional.empty(), base);
        assertThat(root(other).resolve("a")).hasContent("a");
    }

    private StoredImage build(
            String dockerfile, Map<String, String> arguments, Optional<String> target, StoredImage only)
            throws IOException {
        var layout = new ImageStore(folder.resolve("layout"));
        Files.createDirectories(folder.resolve("layout/blobs/sha256"));
        try (var blobs = Files.list(folder.resolve("store/blobs/sha256"))) {
            for (Path blob : blobs.toList()) {
                Files.copy(blob, folder.resolve("layout/blobs/sha256").resolve(blob.getFileName()));
            }
        }
        layout.tag(ImageReference.of("only:1"), only);
        return build(dockerfile, arguments, target);
    }

    @Test
    void ignoredFilesAreNotThere() throws IOException {
        write(".dockerignore", "*.log\nsecret\n");
        write("a/x.txt", "x");
        write("b.log", "log");
        write("secret/key", "key");
        Path root = root(build("FROM scratch\nCOPY . /all/\n"));

        assertThat(root.resolve("all/a/x.txt")).exists();
        assertThat(root.resolve("all/b.log")).doesNotExist();
        assertThat(root.resolve("all/secret")).doesNotExist();
        assertThatThrownBy(() -> build("FROM scratch\nCOPY b.log /\n"))
                .hasMessageContaining("Dockerfile:2")
                .hasMessageContaining("`b.log` is not in the context");
    }

    @Test
    void nothingOutsideTheContextIsReached() throws IOException {
        Files.writeString(folder.resolve("outside"), "secret");
        Files.createSymbolicLink(context.resolve("link"), folder.resolve("outside"));
        assertThatThrownBy(() -> build("FROM scratch\nCOPY link /x\n")).isInstanceOf(ImageBuildException.class);
        assertThatThrownBy(() -> build("FROM scratch\nCOPY ../outside /x\n")).isInstanceOf(ImageBuildException.class);
    }

    @Test
    void addUnpacksArchivesAndCopiesTheRest() throws IOException {
        Path archive = context.resolve("a.tar");
        try (var tar = new samara.functions.image.TarWriter(Files.newOutputStream(archive))) {
            tar.add(
                    new samara.functions.image.TarEntry(
                            "in/file", samara.functions.image.TarEntry.Kind.FILE, 0644, 2, 0, ""),
                    new java.io.ByteArrayInputStream(new byte[] {'o', 'k'}));
        }
        write("plain", "p");
        Path root = root(build("FROM scratch\nADD a.tar /out/\nADD plain /plain\nCOPY a.tar /kept.tar\n"));

        assertThat(root.resolve("out/in/file")).hasContent("ok");
        assertThat(root.resolve("plain")).hasContent("p");
        assertThat(root.resolve("kept.tar")).isRegularFile();
    }

    @Test
    void refusesByNameWhatItCannotDo() {
        assertThatThrownBy(() -> build("FROM nowhere/at:all\n"))
                .hasMessageContaining("Dockerfile:1")
                .hasMessageContaining("`nowhere/at:all`");
        assertThatThrownBy(() -> build("FROM scratch\nONBUILD RUN x\n")).hasMessageContaining("`ONBUILD`");
        assertThatThrownBy(() -> build("FROM scratch\nRUN --mount=type=cache,target=/x y\n"))
                .hasMessageContaining("`RUN --mount`");
        assertThatThrownBy(() -> build("FROM --platform=linux/s390x scratch\n")).hasMessageContaining("linux/s390x");
        assertThatThrownBy(() -> build("FROM scratch\n", Map.of(), Optional.of("none")))
                .hasMessageContaining("`none`");
    }
}
