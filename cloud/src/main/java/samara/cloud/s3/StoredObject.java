package samara.cloud.s3;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Blobs;

/// One version of an object, or a delete marker.
///
/// @param sequence counts the versions of a key
/// @param versionId `null` for objects of buckets without versioning
/// @param body absent for a delete marker
/// @param eTag without quotes
/// @param headers what came with it and is answered with it
/// @param parts how many parts it was uploaded in, 0 for in one go
record StoredObject(
        String bucket,
        String key,
        long sequence,
        String versionId,
        Instant modified,
        Optional<Blobs.Stored> body,
        String eTag,
        ObjectHeaders headers,
        Map<String, String> tags,
        Optional<StoredChecksum> checksum,
        int parts) {

    /// The version id of objects that have none.
    static final String NULL_VERSION = "null";

    /// The headers that an object keeps.
    ///
    /// @param metadata of users, names in lower case and without `x-amz-meta-`
    record ObjectHeaders(
            Optional<String> contentType,
            Optional<String> cacheControl,
            Optional<String> contentDisposition,
            Optional<String> contentEncoding,
            Optional<String> contentLanguage,
            Optional<Instant> expires,
            Optional<String> storageClass,
            Map<String, String> metadata) {}

    boolean isDeleteMarker() {
        return body.isEmpty();
    }

    long size() {
        return body.map(Blobs.Stored::size).orElse(0L);
    }

    String quotedTag() {
        return "\"" + eTag + "\"";
    }

    boolean hasNullVersion() {
        return versionId.equals(NULL_VERSION);
    }

    StoredObject withTags(Map<String, String> now) {
        return new StoredObject(bucket, key, sequence, versionId, modified, body, eTag, headers, now, checksum, parts);
    }
}
