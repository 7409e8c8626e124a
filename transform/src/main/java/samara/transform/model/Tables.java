package samara.transform.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the transform's tables: text in blocks, a headline and indented lines, `#` before remarks.
public final class Tables {
    private Tables() {}

    /// The lines under each headline of the table of this file name.
    public static Map<String, List<String>> read(String name) {
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        List<String> block = new ArrayList<>();
        for (String line : text(name).lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("  ")) {
                block.add(line.strip());
            } else {
                block = new ArrayList<>();
                blocks.put(line.strip(), block);
            }
        }
        return blocks;
    }

    /// The text of a file beside the tables.
    public static String text(String name) {
        try (InputStream in = Tables.class.getResourceAsStream("/samara/transform/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The transform's table " + name + " is missing.");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readAllAsString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
