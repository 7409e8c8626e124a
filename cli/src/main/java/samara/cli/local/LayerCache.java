package samara.cli.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import samara.cli.aws.Clients;
import samara.cli.command.UserException;
import software.amazon.awssdk.core.exception.SdkException;

/// Published layers that were downloaded, a folder a version (`--layer-cache-basedir`).
final class LayerCache {
    private static final Pattern ARN =
            Pattern.compile("arn:[a-z-]+:lambda:[a-z0-9-]+:(\\d{12}|[a-z]+):layer:([A-Za-z0-9_-]+):(\\d+)");

    private static final Pattern FETCHED = Pattern.compile("[A-Za-z0-9_-]+-\\d+-[0-9a-f]{10}");

    private final Path folder;
    private final CodeFolders folders;
    private final Supplier<Clients> clients;

    /// @param clients for the account that layers are read with, made when the first one is
    LayerCache(Path folder, Supplier<Clients> clients) {
        this.folder = folder;
        this.folders = new CodeFolders(folder, false);
        this.clients = clients;
    }

    /// The layer as a folder.
    ///
    /// @throws UserException if it isn't there and can't be had
    Path of(String arn, String owner) {
        var parts = ARN.matcher(arn);
        if (!parts.matches()) {
            throw new UserException("`" + arn + "`, a layer of " + owner
                    + ", is no layer of the template and no ARN of a" + " layer version.");
        }
        String name = parts.group(2) + "-" + parts.group(3) + "-"
                + CodeFolders.hash(arn).substring(0, 10);
        return folders.made(name, making -> download(arn, making, owner));
    }

    private void download(String arn, Path making, String owner) throws IOException {
        String location;
        try {
            location = clients.get()
                    .lambda()
                    .getLayerVersionByArn(request -> request.arn(arn))
                    .content()
                    .location();
        } catch (SdkException e) {
            throw new UserException("The layer " + arn + " of " + owner + " could not be fetched: " + e.getMessage());
        }
        Path archive = making.resolveSibling(making.getFileName() + ".zip");
        try (InputStream in = java.net.URI.create(location).toURL().openStream()) {
            Files.copy(in, archive, StandardCopyOption.REPLACE_EXISTING);
            CodeFolders.unzip(archive, making);
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    /// Takes all that was fetched away, and nothing else: the folder may be one that holds other things, too.
    void clear() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> fetched;
        try (Stream<Path> entries = Files.list(folder)) {
            fetched = entries.filter(entry ->
                            FETCHED.matcher(entry.getFileName().toString()).matches())
                    .toList();
        }
        for (Path layer : fetched) {
            CodeFolders.deleteTree(layer);
        }
    }
}
