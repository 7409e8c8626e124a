package samara.cli.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import samara.transform.include.Snippets;

/// Snippets of `AWS::Include` in files beside a template. What lies in S3 is CloudFormation's to include.
final class LocalSnippets implements Snippets {
    private static final long MOST_BYTES = 4_000_000;

    private final Path folder;
    private final Map<String, String> read = new LinkedHashMap<>();

    /// @param folder that relative paths start from
    LocalSnippets(Path folder) {
        this.folder = folder;
    }

    /// The texts that were read, by the names that places in them carry.
    Map<String, String> read() {
        return read;
    }

    @Override
    public Snippet at(String location) {
        if (location.contains("://")) {
            return new Snippet.Later();
        }
        if (location.indexOf('\0') >= 0) {
            return new Snippet.Refused("The `Location` has a character that no path has.");
        }
        Path file = folder.resolve(location).normalize();
        if (!Files.isRegularFile(file)) {
            return new Snippet.Refused("The snippet `" + location + "` is not there (" + file + ").");
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                return new Snippet.Refused("The snippet `" + location + "` is larger than " + MOST_BYTES + " bytes.");
            }
            String text = Files.readString(file);
            read.put(location, text);
            return new Snippet.Text(location, text);
        } catch (CharacterCodingException e) {
            return new Snippet.Refused("The snippet `" + location + "` is no UTF-8 text.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
