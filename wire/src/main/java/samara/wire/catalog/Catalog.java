package samara.wire.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import samara.wire.ServiceModel;

/// All services whose operations are known here. A service's model is read when it is first asked for; what tells
/// services apart (see [Entry]) is known before.
public final class Catalog {
    private static final Catalog ALL = new Catalog(index());
    private final Map<String, Entry> entries;
    private final Map<String, ServiceModel> models = new ConcurrentHashMap<>();

    /// What tells services apart.
    ///
    /// @param signingName the service in a SigV4 credential scope; a few services share one
    /// @param targetPrefix what comes before the dot of an `X-Amz-Target`; empty where there is none
    /// @param hostPrefix how the service's host names begin, such as `api.ecr`
    public record Entry(
            String id,
            String signingName,
            String targetPrefix,
            String hostPrefix,
            String apiVersion,
            List<String> protocols) {}

    private Catalog(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /// The one catalog.
    public static Catalog all() {
        return ALL;
    }

    /// All entries, by id.
    public Iterable<Entry> entries() {
        return entries.values();
    }

    /// A service's model by its id, such as `cloudwatchlogs`.
    public Optional<ServiceModel> service(String id) {
        return entries.containsKey(id) ? Optional.of(models.computeIfAbsent(id, BuiltApis::of)) : Optional.empty();
    }

    private static Map<String, Entry> index() {
        var entries = new TreeMap<String, Entry>();
        var resource = Objects.requireNonNull(Catalog.class.getResourceAsStream("/samara/wire/services.txt"));
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                var parts = List.of(line.split(" "));
                String target = parts.get(2).equals("-") ? "" : parts.get(2);
                entries.put(
                        parts.getFirst(),
                        new Entry(
                                parts.getFirst(),
                                parts.get(1),
                                target,
                                parts.get(3),
                                parts.get(4),
                                List.of(parts.get(5).split(","))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }
}
