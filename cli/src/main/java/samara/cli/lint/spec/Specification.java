package samara.cli.lint.spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.zip.GZIPInputStream;

/// All resource types of CloudFormation. A service is read at the first question about it.
///
/// Not for use by several threads.
public final class Specification {
    static final String TAG = "tag";
    private static final Structure TAGS = new Structure(Map.of(
            "Key", new Structure.Property(true, new Kind.Scalar(Kind.Type.STRING)),
            "Value", new Structure.Property(true, new Kind.Scalar(Kind.Type.STRING))));

    private final Map<String, Map<String, SpecifiedType>> services = new HashMap<>();

    /// A type by its name; empty where AWS has none that this specification knows.
    public Optional<SpecifiedType> type(String name) {
        String[] parts = name.split("::", -1);
        if (parts.length != 3 || !parts[1].matches("[A-Za-z0-9]{1,64}")) {
            return Optional.empty();
        }
        return Optional.ofNullable(services.computeIfAbsent(parts[1].toLowerCase(Locale.ROOT), Specification::service)
                .get(name));
    }

    /// The names of all types.
    public static List<String> names() {
        return lines("types").orElseThrow(() -> new IllegalStateException("The list of resource types is missing."));
    }

    private static Map<String, SpecifiedType> service(String id) {
        return id.equals("types")
                ? Map.of()
                : lines(id).map(Specification::parse).orElse(Map.of());
    }

    private static Map<String, SpecifiedType> parse(List<String> lines) {
        Map<String, Structure> structures = new HashMap<>();
        structures.put(TAG, TAGS);
        Map<String, SequencedSet<String>> attributes = new LinkedHashMap<>();
        Map<String, Structure> types = new LinkedHashMap<>();
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at++);
            boolean isType = line.startsWith("type ");
            String name = line.substring(line.indexOf(' ') + 1);
            if (isType) {
                SequencedSet<String> gettable = new LinkedHashSet<>();
                if (at < lines.size() && lines.get(at).startsWith("get ")) {
                    gettable.addAll(List.of(lines.get(at++).substring(4).split(" ")));
                }
                attributes.put(name, gettable);
            }
            Map<String, Structure.Property> properties = new LinkedHashMap<>();
            while (at < lines.size() && lines.get(at).startsWith("p")) {
                String[] fields = lines.get(at++).split(" ", 3);
                properties.put(
                        KindReader.decoded(fields[1]),
                        new Structure.Property(fields[0].equals("p!"), KindReader.read(fields[2])));
            }
            (isType ? types : structures).put(name, new Structure(properties));
        }
        Map<String, SpecifiedType> made = new LinkedHashMap<>();
        types.forEach((name, properties) -> made.put(
                name,
                new SpecifiedType(name, attributes.getOrDefault(name, new LinkedHashSet<>()), properties, structures)));
        return made;
    }

    private static Optional<List<String>> lines(String file) {
        try (var stream = Specification.class.getResourceAsStream(file + ".txt.gz")) {
            if (stream == null) {
                return Optional.empty();
            }
            List<String> lines = new ArrayList<>();
            try (var reader =
                    new BufferedReader(new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                }
            }
            return Optional.of(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
