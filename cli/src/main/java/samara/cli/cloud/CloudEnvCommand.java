package samara.cli.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import samara.cli.args.Option;
import samara.cli.command.Invocation;
import samara.cli.terminal.Terminal;

/// `cloud env`: what AWS clients need to talk to the embedded cloud, as lines for a shell (`eval "$(samara cloud
/// env)"`)
/// or as the profile `samara`.
public final class CloudEnvCommand extends CloudCommand {
    private static final String KEY = "test";
    private static final String REGION = "us-east-1";

    @Override
    public String name() {
        return "cloud env";
    }

    @Override
    public String summary() {
        return "Print what AWS clients need to reach the embedded cloud";
    }

    @Override
    public List<Option> own() {
        return with(Option.flag("--write-profile"), Option.flag("--print-profile"));
    }

    @Override
    public int run(Invocation invocation) {
        LocalCloud cloud = LocalCloud.of(invocation);
        Terminal terminal = invocation.terminal();
        URI url = invocation.arguments().has("port")
                ? URI.create("http://127.0.0.1:" + cloud.port())
                : cloud.running().map(CloudState::url).orElse(URI.create("http://127.0.0.1:" + cloud.port()));
        String region = invocation.arguments().text("region").orElse(REGION);
        String config = "[profile samara]\nendpoint_url = " + url + "\nregion = " + region + "\n";
        String credentials = "[samara]\naws_access_key_id = " + KEY + "\naws_secret_access_key = " + KEY + "\n";
        if (invocation.arguments().isOn("write_profile")) {
            Path aws = invocation.environment().userHome().resolve(".aws");
            write(aws.resolve("config"), "[profile samara]", config);
            write(aws.resolve("credentials"), "[samara]", credentials);
            terminal.line("The profile `samara` is in " + aws + ": use it with --profile samara.");
            return 0;
        }
        if (invocation.arguments().isOn("print_profile")) {
            terminal.line("# ~/.aws/config\n" + config + "\n# ~/.aws/credentials\n" + credentials.stripTrailing());
            return 0;
        }
        terminal.line("export AWS_ENDPOINT_URL=" + url);
        terminal.line("export AWS_ACCESS_KEY_ID=" + KEY);
        terminal.line("export AWS_SECRET_ACCESS_KEY=" + KEY);
        terminal.line("export AWS_REGION=" + region);
        terminal.line("export AWS_DEFAULT_REGION=" + region);
        return 0;
    }

    /// Puts a section into a file, in the place of the one of the same name; all else stays as it is.
    private static void write(Path file, String header, String section) {
        try {
            Files.createDirectories(file.getParent());
            boolean isNew = !Files.exists(file);
            var kept = new StringBuilder();
            boolean inside = false;
            for (String line : isNew ? List.<String>of() : Files.readAllLines(file)) {
                if (line.strip().startsWith("[")) {
                    inside = line.strip().equals(header);
                }
                if (!inside) {
                    kept.append(line).append('\n');
                }
            }
            if (!kept.isEmpty() && !kept.toString().endsWith("\n\n")) {
                kept.append('\n');
            }
            Path next = file.resolveSibling(file.getFileName() + ".samara");
            Files.writeString(next, kept + section);
            if (isNew) {
                Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
            } else {
                Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(file));
            }
            Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
