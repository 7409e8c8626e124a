package samara.cli.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import samara.cli.aws.SharedConfiguration;
import samara.cli.command.Environment;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cloud.kernel.Credentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;

/// As whom functions call AWS: as the one who runs the command, or as the embedded cloud's administrator.
///
/// @param endpoint the embedded cloud's address, with `--local`
record Caller(String region, Credentials credentials, Optional<URI> endpoint) {
    private static final Path MACHINE = Path.of("/sys/class/dmi/id/sys_vendor");

    /// What the embedded cloud takes for its administrator.
    private static final Credentials LOCAL = new Credentials("test", "test", Optional.empty(), Optional.empty());

    /// What `sam` gives functions of people that have no credentials: the SDK starts with it, and its calls fail.
    private static final Credentials NONE =
            new Credentials("defaultkey", "defaultsecret", Optional.empty(), Optional.empty());

    /// The caller of a command.
    static Caller of(Invocation invocation, Optional<URI> cloud) {
        String region = SharedConfiguration.region(invocation);
        if (cloud.isPresent()) {
            return new Caller(region, LOCAL, cloud);
        }
        return new Caller(region, credentials(invocation), cloud);
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
        if (!named && SharedConfiguration.profile(invocation).isEmpty() && !hasSource(environment)) {
            return NONE;
        }
        return fromSdk(invocation);
    }

    private static Credentials fromSdk(Invocation invocation) {
        Optional<String> profile = SharedConfiguration.profile(invocation);
        try {
            AwsCredentials found = profile.isPresent()
                    ? ofProfile(profile.get(), SharedConfiguration.of(invocation.environment()))
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

    private static AwsCredentials ofProfile(String name, SharedConfiguration files) {
        ProfileFile.Aggregator all = ProfileFile.aggregator();
        if (Files.isRegularFile(files.credentials())) {
            all.addFile(ProfileFile.builder()
                    .type(ProfileFile.Type.CREDENTIALS)
                    .content(files.credentials())
                    .build());
        }
        if (Files.isRegularFile(files.config())) {
            all.addFile(ProfileFile.builder()
                    .type(ProfileFile.Type.CONFIGURATION)
                    .content(files.config())
                    .build());
        }
        try (var provider = ProfileCredentialsProvider.builder()
                .profileName(name)
                .profileFile(all.build())
                .build()) {
            return provider.resolveCredentials();
        }
    }

    /// Whether credentials may come from anywhere: the shared files, a container's agent, or an EC2 instance's role.
    private static boolean hasSource(Environment environment) {
        return SharedConfiguration.of(environment).exists()
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
