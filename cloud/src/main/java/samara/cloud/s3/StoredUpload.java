package samara.cloud.s3;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Blobs;

/// An upload in parts that is under way.
///
/// @param checksumAlgorithm the sum that each part is to come with
/// @param checksumType `FULL_OBJECT` or `COMPOSITE`
record StoredUpload(
        String bucket,
        String key,
        String id,
        Instant initiated,
        StoredObject.ObjectHeaders headers,
        Map<String, String> tags,
        Optional<String> checksumAlgorithm,
        Optional<String> checksumType) {

    /// A part of it.
    record Part(int number, Blobs.Stored body, String eTag, Instant modified, Optional<StoredChecksum> checksum) {

        String quotedTag() {
            return "\"" + eTag + "\"";
        }
    }
}
