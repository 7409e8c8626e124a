package samara.cloud;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import samara.cloud.edge.PortInUseException;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Region;

/// Runs a cloud as a process of its own: `CloudMain --data DIR [--port N] [--host H] [--allowed-host NAME]
/// [--account ID] [--region CODE] [--ephemeral]`. Ends cleanly at SIGTERM; exits with 1 and one line on standard error
/// when it cannot start. `cloud.json` in the data folder tells when it answers.
public final class CloudMain {
    private CloudMain() {}

    /// The process.
    public static void main(String[] arguments) throws InterruptedException {
        Cloud cloud;
        try {
            cloud = Cloud.start(options(List.of(arguments)));
        } catch (CloudStartException | PortInUseException | java.io.UncheckedIOException | IllegalArgumentException e) {
            System.err.println("samara: " + e.getMessage());
            System.exit(1);
            return;
        }
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(cloud::close, "samara-shutdown"));
        ended.await();
    }

    private static CloudOptions options(List<String> arguments) {
        var options = CloudOptions.in(Path.of(".samara").toAbsolutePath());
        Set<String> hosts = new HashSet<>();
        var left = arguments.iterator();
        while (left.hasNext()) {
            String name = left.next();
            if (name.equals("--ephemeral")) {
                options = options.ephemeral();
                continue;
            }
            if (!left.hasNext()) {
                throw new IllegalArgumentException("The option `" + name + "` needs a value, or is not known.");
            }
            String value = left.next();
            options = switch (name) {
                case "--data" -> options.at(Path.of(value).toAbsolutePath());
                case "--port" -> options.onPort(Integer.parseInt(value));
                case "--host" -> options.onHost(value, options.allowedHosts());
                case "--account" -> options.as(new Account(value), options.region());
                case "--region" -> options.as(options.account(), new Region(value));
                case "--allowed-host" -> {
                    hosts.add(value);
                    yield options.onHost(options.host(), Set.copyOf(hosts));
                }
                default -> throw new IllegalArgumentException("The option `" + name + "` is not known.");
            };
        }
        return options;
    }
}
