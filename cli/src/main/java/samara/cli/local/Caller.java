package samara.cli.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import samara.cli.command.Environment;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cloud.kernel.Credentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/// As whom functions call AWS: as the one who runs the command, or as the embedded cloud's administrator.
///
/// @param endpoint the embedded cloud's address, with `--local`
record Caller(String region, Credentials credentials, Optional<URI> endpoint) {
    private static final String DEFAULT_REGION = "us-east-1";
    private static final Path MACHINE = Path.of("/sys/class/dmi/id/sys_vendor");

    /// What the embedded cloud takes for its administrator.
    private static final Credentials LOCAL = new Credentials("test", "test", Optional.empty(), Optional.empty());

    /// What `sam` gives functions of people that have no credentials: the SDK starts with it, and its calls fail.
    private static final Credentials NONE =
            new Credentials("defaultkey", "defaultsecret", Optional.empty(), Optional.empty());

    /// The Region alone, which templates need.
    static String region(Invocation invocation) {
        return invocation
                .region()
                .or(() -> invocation.isLocal() ? Optional.empty() : configured(invocation))
                .orElse(DEFAULT_REGION);
    }

    /// The caller of a command.
    static Caller of(Invocation invocation, Optional<URI> cloud) {
        String region = region(invocation);
        if (cloud.isPresent()) {
            return new Caller(region, LOCAL, cloud);
        }
        return new Caller(region, credentials(invocation), cloud);
    }

    private static Optional<String> profile(Invocation invocation) {
        return invocation
                .arguments()
                .text("profile")
                .or(() -> invocation.environment().variable("AWS_PROFILE"));
    }

    /// Keys in the environment hold where no profile is named. The SDK is only loaded where there is a file for it.
    private static Credentials credentials(Invocation invocation) {
        Environment environment = invocation.environment();
        Optional<String> key = environment.variable("AWS_ACCESS_KEY_ID");
        Optional<String> secret = environment.variable("AWS_SECRET_ACCESS_KEY");
        boolean named = invocation.arguments().has("profile");
        if (!named && key.isPresent() && secret.isPresent()) {
            return new Credentials(
                    key.get(), secret.get(), environment.variable("AWS_SESSION_TOKEN"), Optional.empty());
        }
        if (!named && profile(invocation).isEmpty() && !hasSource(environment)) {
            return NONE;
        }
        return fromSdk(invocation);
    }

    private static Credentials fromSdk(Invocation invocation) {
        Optional<String> profile = profile(invocation);
        try {
            AwsCredentials found = profile.isPresent()
                    ? ProfileCredentialsProvider.create(profile.get()).resolveCredentials()
                    : DefaultCredentialsProvider.builder().build().resolveCredentials();
            return new Credentials(
                    found.accessKeyId(),
                    found.secretAccessKey(),
                    found instanceof AwsSessionCredentials session
                            ? Optional.of(session.sessionToken())
                            : Optional.empty(),
                    Optional.empty());
        } catch (SdkClientException e) {
            if (profile.isPresent()) {
                throw new UserException("The profile `" + profile.get() + "` gives no credentials: " + e.getMessage());
            }
            return NONE;
        }
    }

    /// Whether credentials may come from anywhere: the shared files, a container's agent, or an EC2 instance's role.
    private static boolean hasSource(Environment environment) {
        Path aws = environment.userHome().resolve(".aws");
        return Files.exists(file(environment, "AWS_SHARED_CREDENTIALS_FILE", aws.resolve("credentials")))
                || Files.exists(file(environment, "AWS_CONFIG_FILE", aws.resolve("config")))
                || environment
                        .variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
                        .isPresent()
                || environment.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()
                || environment.variable("AWS_WEB_IDENTITY_TOKEN_FILE").isPresent()
                || isEc2();
    }

    private static boolean isEc2() {
        try {
            return Files.isReadable(MACHINE)
                    && Files.readString(MACHINE).strip().equals("Amazon EC2");
        } catch (IOException e) {
            return false; // A machine that doesn't say what it is.
        }
    }

    private static Path file(Environment environment, String variable, Path other) {
        return environment.variable(variable).map(Path::of).orElse(other);
    }

    /// The `region` of the profile in the shared configuration.
    private static Optional<String> configured(Invocation invocation) {
        Environment environment = invocation.environment();
        Path config =
                file(environment, "AWS_CONFIG_FILE", environment.userHome().resolve(".aws/config"));
        if (!Files.isRegularFile(config)) {
            return Optional.empty();
        }
        String name = profile(invocation).orElse("default");
        String section = name.equals("default") ? "[default]" : "[profile " + name + "]";
        try {
            boolean inside = false;
            for (String line : Files.readAllLines(config)) {
                String text = line.strip();
                if (text.startsWith("[")) {
                    inside = text.replaceAll("\\s+", " ").equals(section);
                } else if (inside && text.matches("region\\s*=.*")) {
                    return Optional.of(text.substring(text.indexOf('=') + 1).strip());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// The environment variables that tell a function so.
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        endpoint.ifPresent(url -> variables.put("AWS_ENDPOINT_URL", url.toString()));
        variables.put("AWS_REGION", region);
        variables.put("AWS_DEFAULT_REGION", region);
        variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        credentials.sessionToken().ifPresent(token -> variables.put("AWS_SESSION_TOKEN", token));
        return variables;
    }
}
