package samara.cli.cloud;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;

/// `cloud ca`: where the certificate of the embedded cloud's authority is, for clients that are to trust its HTTPS
/// (`curl --cacert "$(samara cloud ca)"`).
public final class CloudCaCommand extends CloudCommand {
    @Override
    public String name() {
        return "cloud ca";
    }

    @Override
    public String summary() {
        return "Print where the certificate of the embedded cloud's authority is";
    }

    @Override
    public int run(Invocation invocation) {
        LocalCloud cloud = LocalCloud.of(invocation);
        Path file = cloud.folder().resolve("ca").resolve("ca.pem");
        // The authority is made when it is first asked for.
        cloud.running().map(CloudState::url).ifPresent(CloudCaCommand::ask);
        if (!Files.exists(file)) {
            throw new UserException("There is no authority in " + cloud.folder()
                    + " yet: it is made by the cloud, which does not run. Start it with `samara cloud start`.");
        }
        invocation.terminal().line(file.toString());
        return 0;
    }

    private static void ask(URI url) {
        try {
            var connection =
                    (HttpURLConnection) url.resolve("/_samara/ca.pem").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(10_000);
            if (connection.getResponseCode() != 200) {
                throw new UserException("The embedded cloud at " + url + " has no certificate authority; it answered "
                        + connection.getResponseCode() + ".");
            }
        } catch (IOException e) {
            throw new UserException("The embedded cloud at " + url + " does not answer.");
        }
    }
}
