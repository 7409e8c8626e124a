package samara.cli.init.cookiecutter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import samara.cli.command.Environment;
import samara.cli.command.UserException;

/// Brings the template at an address into a folder.
public record Fetch(Environment environment, Path scratch) {
    private static final Map<String, String> SHORT =
            Map.of("gh:", "https://github.com/", "gl:", "https://gitlab.com/", "bb:", "https://bitbucket.org/");
    private static final long MAXIMUM_ZIP = 100L << 20;
    private static final long GIT_MINUTES = 5;

    /// The folder of the template at this address: a folder itself, a zip file or its https address, or whatever `git`
    /// clones.
    ///
    /// @throws UserException if there is none, or the address is of a kind that isn't taken
    public Path at(String location) {
        String address = SHORT.entrySet().stream()
                .filter(entry -> location.startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> entry.getValue() + location.substring(3))
                .orElse(location);
        if (address.startsWith("-") || address.contains("::") || address.chars().anyMatch(Character::isISOControl)) {
            throw new UserException("`" + location + "` is no address of a template: a folder, a .zip file, an https"
                    + " address of one, or a Git address.");
        }
        boolean remote = address.contains("://");
        if (address.toLowerCase(Locale.ROOT).endsWith(".zip")) {
            return unzipped(remote ? downloaded(address) : local(address));
        }
        Path folder = environment.resolve(remote ? "." : address);
        if (!remote && Files.isDirectory(folder)) {
            return folder;
        }
        if (remote || address.matches("[\\w.-]+@[\\w.-]+:.+")) {
            return cloned(address.replaceFirst("^git\\+", ""));
        }
        throw new UserException("There is no template at " + folder + ": neither a folder nor a .zip file.");
    }

    private Path local(String address) {
        Path file = environment.resolve(address);
        if (!Files.isRegularFile(file)) {
            throw new UserException("The template " + file + " does not exist.");
        }
        return file;
    }

    private Path unzipped(Path file) {
        Path folder = scratch.resolve("template");
        ZipTemplate.unpack(file, folder);
        return folder;
    }

    private Path downloaded(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new UserException("`" + address + "` is no address: " + e.getMessage() + ".");
        }
        boolean loopback = "127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost());
        if (!"https".equals(uri.getScheme()) && !loopback) {
            throw new UserException("A zip file is fetched by https only, not by `" + uri.getScheme() + "`.");
        }
        Path file = scratch.resolve("template.zip");
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build()) {
            var request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(2)).build();
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new UserException(
                            uri.getHost() + " answered " + answer.statusCode() + " for " + uri.getPath() + ".");
                }
                copyLimited(body, file);
            }
            return file;
        } catch (IOException e) {
            throw new UserException("The template could not be fetched from " + uri.getHost() + ": "
                    + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("Interrupted.");
        }
    }

    private static void copyLimited(InputStream body, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                total += count;
                if (total > MAXIMUM_ZIP) {
                    throw new UserException("The zip file is larger than " + (MAXIMUM_ZIP >> 20) + " MB.");
                }
                out.write(buffer, 0, count);
            }
        }
    }

    private Path cloned(String address) {
        if (!address.matches("(https|ssh|file)://.*") && address.contains("://")) {
            throw new UserException("A Git repository is fetched by https, ssh or file, not by `"
                    + address.replaceFirst("://.*", "") + "`.");
        }
        Path folder = scratch.resolve("clone");
        List<String> line = new ArrayList<>(List.of("git", "-c", "core.hooksPath=/dev/null", "clone", "--quiet"));
        line.addAll(List.of("--depth", "1", "--no-recurse-submodules", "--", address, folder.toString()));
        var builder = new ProcessBuilder(line)
                .directory(scratch.resolveSibling("").toFile())
                .redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_ALLOW_PROTOCOL", "https:ssh:file");
        Path output = scratch.resolve("git.log");
        builder.redirectOutput(output.toFile());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(GIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new UserException("`git clone` took longer than " + GIT_MINUTES + " minutes, and was ended.");
            }
            if (process.exitValue() != 0) {
                String said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
                throw new UserException("`git clone` failed: " + said.replaceAll("//[^/@\\s]*@", "//"));
            }
            return folder;
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Cannot run program")) {
                throw new UserException("A Git address needs `git`, which is not on this machine. Install it.");
            }
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("Interrupted.");
        }
    }
}
