package samara.functions.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the user has logged in to registries with by `docker login` or `podman login`. Helper programs are not asked.
///
/// @param files settings in which logins are looked for, in this order
public record RegistryLogins(List<Path> files) {
    public RegistryLogins {
        files = List.copyOf(files);
    }

    /// Those of a user.
    ///
    /// @param environment the process's own
    public static RegistryLogins of(Map<String, String> environment) {
        List<Path> files = new ArrayList<>();
        String chosen = environment.getOrDefault("REGISTRY_AUTH_FILE", "");
        if (!chosen.isEmpty()) {
            files.add(Path.of(chosen));
        }
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            files.add(Path.of(runtime, "containers/auth.json"));
        }
        String docker = environment.getOrDefault("DOCKER_CONFIG", "");
        files.add(
                docker.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".docker/config.json")
                        : Path.of(docker, "config.json"));
        return new RegistryLogins(files);
    }

    /// `user:password` in Base64.
    Optional<String> of(String host) {
        String known = host.equals("registry-1.docker.io") ? "https://index.docker.io/v1/" : host;
        for (Path file : files) {
            try {
                if (Files.isRegularFile(file)) {
                    Optional<String> login = Document.of(Files.readAllBytes(file), "file `" + file + "`")
                            .object("auths")
                            .flatMap(auths -> auths.object(known))
                            .flatMap(entry -> entry.string("auth"))
                            .filter(text -> !text.isEmpty());
                    if (login.isPresent()) {
                        return login;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.empty();
    }
}
