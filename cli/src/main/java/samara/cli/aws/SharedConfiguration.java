package samara.cli.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import samara.cli.command.Environment;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;

/// The [shared configuration](https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html) of AWS's tools, read
/// without the SDK, which takes longer to load than what is asked of it here.
///
/// @param config `~/.aws/config` or what `AWS_CONFIG_FILE` says
/// @param credentials `~/.aws/credentials` or what `AWS_SHARED_CREDENTIALS_FILE` says
public record SharedConfiguration(Path config, Path credentials) {
    private static final String DEFAULT_REGION = "us-east-1";

    /// The files of this user.
    public static SharedConfiguration of(Environment environment) {
        Path folder = environment.userHome().resolve(".aws");
        return new SharedConfiguration(
                environment.variable("AWS_CONFIG_FILE").map(Path::of).orElse(folder.resolve("config")),
                environment
                        .variable("AWS_SHARED_CREDENTIALS_FILE")
                        .map(Path::of)
                        .orElse(folder.resolve("credentials")));
    }

    /// The Region of a command that needs one but calls nobody: the option's, the environment's, the profile's, else
    /// `us-east-1`.
    ///
    /// @throws UserException if `--profile` names a profile that isn't there
    public static String region(Invocation invocation) {
        SharedConfiguration files = of(invocation.environment());
        Optional<String> profile = profile(invocation);
        invocation.arguments().text("profile").filter(name -> !files.has(name)).ifPresent(name -> {
            throw new UserException(
                    "There is no profile `" + name + "` in " + files.config + " or " + files.credentials + ".");
        });
        return invocation
                .region()
                .or(() -> invocation.isLocal() ? Optional.empty() : files.regionOf(profile.orElse("default")))
                .orElse(DEFAULT_REGION);
    }

    /// The profile that `--profile` or `AWS_PROFILE` names.
    public static Optional<String> profile(Invocation invocation) {
        return invocation
                .arguments()
                .text("profile")
                .or(() -> invocation.environment().variable("AWS_PROFILE"));
    }

    /// Whether either file is there.
    public boolean exists() {
        return Files.exists(config) || Files.exists(credentials);
    }

    private boolean has(String profile) {
        return find(config, section(profile), line -> true).isPresent()
                || find(credentials, "[" + profile + "]", line -> true).isPresent();
    }

    private Optional<String> regionOf(String profile) {
        Predicate<String> isRegion = line -> line.matches("region\\s*=.*");
        return find(config, section(profile), isRegion)
                .filter(isRegion)
                .map(line -> line.substring(line.indexOf('=') + 1).strip());
    }

    private static String section(String profile) {
        return profile.equals("default") ? "[default]" : "[profile " + profile + "]";
    }

    /// The first such line of a section, its heading being the first.
    private static Optional<String> find(Path file, String section, Predicate<String> wanted) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            boolean inside = false;
            for (String line : Files.readAllLines(file)) {
                String text = line.strip();
                if (text.startsWith("[")) {
                    inside = text.replaceAll("\\s+", " ").equals(section);
                }
                if (inside && wanted.test(text)) {
                    return Optional.of(text);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
