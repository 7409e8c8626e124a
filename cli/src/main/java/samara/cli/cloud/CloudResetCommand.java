package samara.cli.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import samara.cli.args.Option;
import samara.cli.command.Invocation;

/// `cloud reset`: forgets all data of this folder's cloud, which is stopped for it and started again if it ran.
public final class CloudResetCommand extends CloudCommand {
    @Override
    public String name() {
        return "cloud reset";
    }

    @Override
    public String summary() {
        return "Delete all data of the embedded cloud of this folder";
    }

    @Override
    public List<Option> own() {
        return with(Option.flag("--yes", "-y"));
    }

    @Override
    public int run(Invocation invocation) {
        LocalCloud cloud = LocalCloud.of(invocation);
        if (!Files.isDirectory(cloud.folder())) {
            invocation.terminal().line("There is no data: " + cloud.folder() + " does not exist.");
            return 0;
        }
        boolean agreed = invocation.arguments().isOn("yes")
                || invocation.terminal().confirm("Delete all data in " + cloud.folder() + "?");
        if (!agreed) {
            invocation.terminal().note("Nothing was deleted. --yes answers the question.");
            return 1;
        }
        var running = cloud.running();
        running.ifPresent(CloudStopCommand::stop);
        delete(cloud.folder());
        invocation.terminal().line("All data of the embedded cloud is gone.");
        if (running.isPresent()) {
            int port = running.get().url().getPort();
            invocation
                    .terminal()
                    .line("The embedded cloud runs again at "
                            + cloud.onPort(port).start() + ".");
        }
        return 0;
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
