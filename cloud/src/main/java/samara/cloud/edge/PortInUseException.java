package samara.cloud.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The port cannot be listened on. The message says who has it, where that can be found, and what to do.
public final class PortInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private PortInUseException(String message, Throwable cause) {
        super(message, cause);
    }

    static PortInUseException of(String host, int port, Throwable cause) {
        String who = holder(port).map(name -> " by " + name).orElse("");
        String message = cause instanceof java.net.BindException
                        && String.valueOf(cause.getMessage()).contains("in use")
                ? "Port " + port + " on " + host + " is in use" + who
                        + ". Stop that process, or choose another port with `--port`."
                : "Port " + port + " on " + host + " cannot be listened on: " + why(cause) + ".";
        return new PortInUseException(message, cause);
    }

    private static String why(Throwable cause) {
        return cause instanceof java.nio.channels.UnresolvedAddressException
                ? "it is no address, and no name of one"
                : String.valueOf(cause.getMessage());
    }

    /// The process that listens on a port: found where the system has a `/proc` and the process is ours to see.
    private static Optional<String> holder(int port) {
        try {
            Optional<String> inode = inode(port);
            if (inode.isEmpty()) {
                return Optional.empty();
            }
            String socket = "socket:[" + inode.get() + "]";
            try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path process : processes) {
                    if (holds(process, socket)) {
                        String command = Files.readString(process.resolve("cmdline"), StandardCharsets.UTF_8)
                                .split("\0", 2)[0];
                        return Optional.of("process " + process.getFileName() + " (`" + command + "`)");
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            // No /proc, or it changed while it was read: the error says less then.
            return Optional.empty();
        }
    }

    private static Optional<String> inode(int port) throws IOException {
        String suffix = String.format(":%04X", port);
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            if (Files.isReadable(Path.of(table))) {
                for (String line : Files.readAllLines(Path.of(table), StandardCharsets.US_ASCII)) {
                    String[] columns = line.strip().split("\\s+", -1);
                    boolean isListening = columns.length > 9 && columns[3].equals("0A");
                    if (isListening && columns[1].endsWith(suffix)) {
                        return Optional.of(columns[9]);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, String socket) {
        try (var descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.readSymbolicLink(descriptor).toString().equals(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // Somebody else's process, or one that ended meanwhile.
            return false;
        }
    }
}
