package samara.cloud.iam;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import samara.cloud.kernel.Json;
import samara.template.ObjectNode;

/// The policies that AWS publishes for everybody, as far as they are kept here: those that serverless applications
/// attach. Read at first use.
final class AwsManagedPolicies {
    private static final String PREFIX = "arn:aws:iam::aws:policy";

    private AwsManagedPolicies() {}

    /// Loaded by the class loader when it is first asked for.
    private static final class Holder {
        private static final Map<String, ManagedPolicy> BY_ARN = read();
    }

    static boolean isAwsManaged(String arn) {
        return arn.startsWith(PREFIX + "/");
    }

    static Optional<ManagedPolicy> get(String arn) {
        return Optional.ofNullable(Holder.BY_ARN.get(arn));
    }

    static List<ManagedPolicy> all() {
        return List.copyOf(Holder.BY_ARN.values());
    }

    private static Map<String, ManagedPolicy> read() {
        Map<String, ManagedPolicy> policies = new TreeMap<>();
        var resource = Objects.requireNonNull(
                AwsManagedPolicies.class.getResourceAsStream("/samara/cloud/iam/aws-managed-policies.jsonl"));
        try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                ManagedPolicy policy = policy(Json.parse(line).asObject().orElseThrow());
                policies.put(policy.arn(), policy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return policies;
    }

    private static ManagedPolicy policy(ObjectNode line) {
        String name = line.string("name").orElseThrow();
        String path = line.string("path").orElseThrow();
        String version = line.string("version").orElseThrow();
        var created = OffsetDateTime.parse(line.string("created").orElseThrow()).toInstant();
        var updated = OffsetDateTime.parse(line.string("updated").orElseThrow()).toInstant();
        String document = Json.text(line.get("document").orElseThrow());
        return new ManagedPolicy(
                PREFIX + path + name,
                name,
                path,
                id(name),
                created,
                updated,
                Optional.empty(),
                version,
                Integer.parseInt(version.substring(1)),
                List.of(new ManagedPolicy.Version(version, document, updated)),
                Map.of());
    }

    /// An id that is the same each time; AWS's own ones are not published with the documents.
    private static String id(String name) {
        return "ANPA" + String.format("%017d", Integer.toUnsignedLong(name.hashCode()));
    }
}
