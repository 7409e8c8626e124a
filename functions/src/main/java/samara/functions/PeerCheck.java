package samara.functions;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Whether a connection to an environment's port comes from one of its processes: all environments share the machine's
/// loopback addresses, and one must not take another's events. By the kernel's tables; where there are none (no
/// `/proc`, containers of another user's), all are let in.
final class PeerCheck {
    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;

    private PeerCheck() {}

    static boolean isOf(ProcessTree tree, InetSocketAddress client, InetSocketAddress server) {
        Path table = Path.of("/proc/net/tcp");
        if (!Files.isReadable(table) || !tree.isVisible()) {
            return true;
        }
        try (BufferedReader lines = Files.newBufferedReader(table)) {
            String inode = inode(lines, client.getPort(), server.getPort());
            return inode.isEmpty() || tree.members().stream().anyMatch(pid -> holds(pid, "socket:[" + inode + "]"));
        } catch (IOException e) {
            return false; // the connection or the process has gone
        }
    }

    /// The client's end of the connection; none when it is no IPv4 connection of this machine's. Ended connections stay
    /// in the table for a minute: it may be long, so lines are only looked into when they have both ports.
    private static String inode(BufferedReader table, int clientPort, int serverPort) throws IOException {
        String from = ":" + hexadecimal(clientPort) + " ";
        String to = ":" + hexadecimal(serverPort) + " ";
        for (String line = table.readLine(); line != null; line = table.readLine()) {
            int at = line.indexOf(from);
            if (at >= 0 && line.indexOf(to, at) >= 0) {
                String[] cells = line.trim().split("\\s+", -1);
                if (cells.length > INODE && cells[LOCAL_ADDRESS].endsWith(from.trim())) {
                    return cells[INODE];
                }
            }
        }
        return "";
    }

    private static String hexadecimal(int port) {
        return String.format(Locale.ROOT, "%04X", port);
    }

    private static boolean holds(long pid, String link) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files) {
                if (Files.readSymbolicLink(file).toString().equals(link)) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return false; // the process has gone
        }
        return false;
    }
}
