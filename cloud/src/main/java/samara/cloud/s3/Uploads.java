package samara.cloud.s3;

import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;

/// Uploads in parts and their parts.
final class Uploads {
    private final Kernel kernel;
    private final RecordTable<StoredUpload> uploads;
    private final RecordTable<StoredUpload.Part> parts;

    Uploads(Kernel kernel) {
        this.kernel = kernel;
        this.uploads = kernel.store().table("s3/uploads", StoredUpload.class);
        this.parts = kernel.store().table("s3/parts", StoredUpload.Part.class);
    }

    void add(StoredUpload upload) {
        uploads.put(key(upload.bucket(), upload.key(), upload.id()), upload);
    }

    StoredUpload get(String bucket, String key, String id) {
        return uploads.get(key(bucket, key, id)).orElseThrow(S3Errors::noSuchUpload);
    }

    /// Uploads to a bucket, by key and id.
    List<StoredUpload> in(String bucket, String prefix) {
        return uploads.list(bucket + "\0" + prefix);
    }

    void addPart(StoredUpload upload, StoredUpload.Part part) {
        parts.put(partKey(upload.id(), part.number()), part);
    }

    Optional<StoredUpload.Part> part(StoredUpload upload, int number) {
        return parts.get(partKey(upload.id(), number));
    }

    List<StoredUpload.Part> parts(StoredUpload upload) {
        return parts.list(upload.id() + "/");
    }

    void remove(StoredUpload upload) {
        var batch = kernel.store().batch();
        for (String key : parts.keys(Range.prefix(upload.id() + "/"), Integer.MAX_VALUE)) {
            batch.delete(parts, key);
        }
        batch.delete(uploads, key(upload.bucket(), upload.key(), upload.id()));
        batch.commit();
    }

    private static String key(String bucket, String key, String id) {
        return bucket + "\0" + key + "\0" + id;
    }

    private static String partKey(String id, int number) {
        return id + "/" + String.format(java.util.Locale.ROOT, "%05d", number);
    }
}
