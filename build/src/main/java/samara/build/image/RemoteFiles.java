package samara.build.image;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import samara.functions.image.RootFolder;

/// What `ADD` fetches. Used by one thread; what was fetched is deleted when it is closed.
final class RemoteFiles implements AutoCloseable {
    private final Dockerfile dockerfile;
    private final Instruction instruction;
    private Optional<Path> folder = Optional.empty();

    RemoteFiles(Dockerfile dockerfile, Instruction instruction) {
        this.dockerfile = dockerfile;
        this.instruction = instruction;
    }

    static boolean isRemote(String word) {
        return word.matches("[a-z]+://.*") || word.startsWith("git@");
    }

    /// A file, as one that is not to be unpacked.
    CopyStep.Group fetch(String address) throws IOException {
        if (!address.matches("https?://.+") || address.matches(".*\\.git(#.*)?")) {
            throw instruction.error(
                    dockerfile,
                    "`" + address + "` needs a container engine: only http and https files "
                            + "are fetched by Samara's own builder.");
        }
        URI uri = URI.create(address);
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.isEmpty() || name.equals("..")) {
            throw instruction.error(dockerfile, "`" + address + "` has no file's name in it.");
        }
        Path made = folder.isPresent() ? folder.get() : Files.createTempDirectory("samara-add");
        folder = Optional.of(made);
        Path file = made.resolve(name);
        download(uri, file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new CopyStep.Group(false, true, List.of(new SourceFiles.Item(file, name, attributes)));
    }

    private void download(URI uri, Path file) throws IOException {
        String wanted = instruction.flags().getOrDefault("checksum", "");
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build()) {
            var answer = client.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(10)).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (var in = new DigestInputStream(answer.body(), StepCache.sha256())) {
                if (answer.statusCode() != 200) {
                    throw instruction.error(dockerfile, "`" + uri + "` answered " + answer.statusCode() + ".");
                }
                Files.copy(in, file);
                String digest = "sha256:"
                        + HexFormat.of().formatHex(in.getMessageDigest().digest());
                if (!wanted.isEmpty() && !wanted.equals(digest)) {
                    throw instruction.error(
                            dockerfile, "`" + uri + "` has the checksum " + digest + ", not " + wanted + ".");
                }
            }
        } catch (java.net.ConnectException | java.net.http.HttpTimeoutException e) {
            throw instruction.error(dockerfile, "`" + uri + "` could not be reached.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("The build was interrupted.");
        }
    }

    @Override
    public void close() throws IOException {
        if (folder.isPresent()) {
            RootFolder.delete(folder.get());
        }
    }
}
