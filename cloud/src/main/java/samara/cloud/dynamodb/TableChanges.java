package samara.cloud.dynamodb;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.dynamodb.value.Invalid;
import samara.cloud.kernel.Scope;
import samara.wire.dynamodb.SSESpecification;
import samara.wire.dynamodb.StreamSpecification;
import samara.wire.dynamodb.Tag;

/// Parts of `CreateTable` and `UpdateTable` that mean the same in both.
final class TableChanges {
    private static final List<String> BILLING_MODES = List.of("PROVISIONED", "PAY_PER_REQUEST");
    private static final List<String> TABLE_CLASSES = List.of("STANDARD", "STANDARD_INFREQUENT_ACCESS");

    private TableChanges() {}

    /// Refuses streams, which are not built; to be without one is what every table is.
    static void checkStream(Optional<StreamSpecification> given) {
        Choices.refuse(
                "StreamSpecification",
                given.filter(StreamSpecification::streamEnabled),
                "Streams of tables are not built yet: leave it out.");
    }

    static String billingMode(Optional<String> given) {
        return Choices.of("billingMode", given, "PROVISIONED", BILLING_MODES);
    }

    static Optional<String> tableClass(Optional<String> given) {
        return given.map(_ -> Choices.of("tableClass", given, "STANDARD", TABLE_CLASSES));
    }

    /// The encryption that a specification asks for; nothing means the key that DynamoDB owns.
    static Optional<TableSettings.Encryption> encryption(Optional<SSESpecification> given, Scope scope) {
        if (given.isEmpty() || !given.get().enabled().orElse(false)) {
            if (given.isPresent() && given.get().kmsMasterKeyId().isPresent()) {
                throw Invalid.parameter("KMSMasterKeyId can not be specified when SSE is disabled");
            }
            return Optional.empty();
        }
        SSESpecification specification = given.get();
        Choices.of("sseSpecification.sseType", specification.sseType(), "KMS", List.of("AES256", "KMS"));
        String key = specification.kmsMasterKeyId().orElse("alias/aws/dynamodb");
        String arn = key.startsWith("arn:") ? key : scope.arn("kms", key.startsWith("alias/") ? key : "key/" + key);
        return Optional.of(new TableSettings.Encryption(arn));
    }

    /// Tags by their keys, with those of before.
    static Map<String, String> tags(Map<String, String> before, List<Tag> added) {
        var tags = new LinkedHashMap<>(before);
        for (Tag tag : added) {
            if (tag.key().isEmpty() || tag.key().length() > 128 || tag.value().length() > 256) {
                throw Invalid.parameter("A tag's key has 1 to 128 characters, its value up to 256: " + tag.key());
            }
            tags.put(tag.key(), tag.value());
        }
        if (tags.size() > DynamoDbLimits.MAX_TAGS) {
            throw Invalid.parameter("The number of tags exceeds the limit of " + DynamoDbLimits.MAX_TAGS);
        }
        return java.util.Collections.unmodifiableMap(tags);
    }

    /// Settings of a new table.
    static TableSettings settings(String billingMode, Throughput throughput, Instant now) {
        return new TableSettings(
                billingMode,
                throughput,
                Optional.empty(),
                billingMode.equals("PAY_PER_REQUEST") ? Optional.of(now) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Map.of());
    }
}
