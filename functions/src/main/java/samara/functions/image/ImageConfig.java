package samara.functions.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an image says of how it is run, as its
/// [configuration](https://github.com/opencontainers/image-spec/blob/main/config.md) holds it.
///
/// @param architecture `amd64` or `arm64`, as Go names them
/// @param variables environment variables in their order
/// @param entryPoint `ENTRYPOINT`; empty where there is none
/// @param command `CMD`; empty where there is none
/// @param workingDirectory `WORKDIR`; `/` where there is none
/// @param user `USER`; empty where there is none. Lambda runs all functions as a user of its own
/// @param labels `LABEL`s in their order
public record ImageConfig(
        String architecture,
        Map<String, String> variables,
        List<String> entryPoint,
        List<String> command,
        String workingDirectory,
        String user,
        Map<String, String> labels) {

    /// The search path of an image that doesn't set one.
    public static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public ImageConfig {
        variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        labels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        entryPoint = List.copyOf(entryPoint);
        command = List.copyOf(command);
    }

    /// The configuration that `FROM scratch` starts with.
    public static ImageConfig empty() {
        return new ImageConfig(machine(), Map.of(), List.of(), List.of(), "/", "", Map.of());
    }

    /// This machine's architecture, as Go names it.
    public static String machine() {
        String arch = System.getProperty("os.arch", "");
        return arch.equals("aarch64") ? "arm64" : "amd64";
    }

    static ImageConfig of(Document document) {
        String system = document.string("os").orElse("linux");
        if (!system.equals("linux")) {
            throw new ImageException("The image is made for `" + system + "`; Lambda runs Linux.");
        }
        Document config = document.object("config").orElseGet(Document::empty);
        Map<String, String> variables = new LinkedHashMap<>();
        for (String entry : config.strings("Env").orElse(List.of())) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                variables.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return new ImageConfig(
                document.string("architecture").orElseGet(ImageConfig::machine),
                variables,
                config.strings("Entrypoint").orElse(List.of()),
                config.strings("Cmd").orElse(List.of()),
                config.string("WorkingDir").filter(folder -> !folder.isEmpty()).orElse("/"),
                config.string("User").orElse(""),
                config.texts("Labels"));
    }

    /// The document, with the digests of the uncompressed layers.
    Document document(List<String> diffIds) {
        Document config = Document.empty()
                .with(
                        "Env",
                        variables.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .toList());
        if (!entryPoint.isEmpty()) {
            config = config.with("Entrypoint", entryPoint);
        }
        if (!command.isEmpty()) {
            config = config.with("Cmd", command);
        }
        config = config.with("WorkingDir", workingDirectory);
        if (!user.isEmpty()) {
            config = config.with("User", user);
        }
        if (!labels.isEmpty()) {
            config = config.with("Labels", labels);
        }
        return Document.empty()
                .with("architecture", architecture)
                .with("os", "linux")
                .with("config", config)
                .with("rootfs", Document.empty().with("type", "layers").with("diff_ids", diffIds));
    }

    /// What is run, with an [ImageConfig](https://docs.aws.amazon.com/lambda/latest/api/API_ImageConfig.html)'s
    /// overrides: a given entry point leaves the image's command out, as engines do.
    public List<String> commandLine(Overrides overrides) {
        List<String> program = overrides.entryPoint().orElse(entryPoint);
        List<String> arguments =
                overrides.command().orElse(overrides.entryPoint().isPresent() ? List.of() : command);
        List<String> line = new java.util.ArrayList<>(program);
        line.addAll(arguments);
        return line;
    }

    /// What a function says in the image's place.
    public record Overrides(
            Optional<List<String>> entryPoint, Optional<List<String>> command, Optional<String> workingDirectory) {
        /// A function that leaves all to its image.
        public static final Overrides NONE = new Overrides(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
