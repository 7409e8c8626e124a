package samara.cloud.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordCodec;
import samara.cloud.kernel.Scan;
import samara.cloud.kernel.Table;

/// All objects. `current` holds the newest version (or delete marker) of each key, in the order in which listings go;
/// `versions` holds all of them, newest first. The two always change together.
final class Objects {
    private static final RecordCodec<StoredObject> CODEC = RecordCodec.of(StoredObject.class);
    private final Kernel kernel;
    private final Table current;
    private final Table versions;
    private final Locks locks = new Locks();

    Objects(Kernel kernel) {
        this.kernel = kernel;
        this.current = kernel.store().table("s3/objects");
        this.versions = kernel.store().table("s3/versions");
    }

    /// The newest version of a key, which may be a delete marker.
    Optional<StoredObject> current(String bucket, String key) {
        return current.get(currentKey(bucket, key)).map(CODEC::decode);
    }

    /// A version of a key.
    Optional<StoredObject> version(String bucket, String key, String versionId) {
        return versions(bucket, key).stream()
                .filter(object -> object.versionId().equals(versionId))
                .findFirst();
    }

    private List<StoredObject> versions(String bucket, String key) {
        List<StoredObject> found = new ArrayList<>();
        try (Scan scan = versions.scan(Range.prefix(currentKey(bucket, key) + "\0"))) {
            while (scan.hasNext()) {
                found.add(CODEC.decode(scan.next().value()));
            }
        }
        return found;
    }

    /// Adds a version: in a bucket without versioning, or with versioning suspended, in the place of the one that has
    /// no version id.
    ///
    /// @param made takes the sequence and the version id
    /// @param condition on the newest version; an AWS error where it does not hold
    StoredObject add(StoredBucket bucket, String key, Made made, Predicate<Optional<StoredObject>> condition) {
        return locks.locked(currentKey(bucket.name(), key), () -> {
            Optional<StoredObject> newest = current(bucket.name(), key);
            if (!condition.test(newest.filter(object -> !object.isDeleteMarker()))) {
                throw S3Errors.preconditionFailed();
            }
            String versionId = bucket.isVersioned() ? kernel.ids().secret(32).replaceAll("[+/]", "_") : "null";
            long sequence = newest.map(object -> object.sequence() + 1).orElse(1L);
            StoredObject object = made.with(sequence, versionId);
            var batch = kernel.store().batch();
            if (!bucket.isVersioned() && newest.isPresent()) {
                version(bucket.name(), key, StoredObject.NULL_VERSION)
                        .ifPresent(replaced -> batch.delete(versions, versionKey(replaced)));
            }
            batch.put(versions, versionKey(object), CODEC.encode(object));
            batch.put(current, currentKey(bucket.name(), key), CODEC.encode(object));
            batch.commit();
            return object;
        });
    }

    /// Makes a version once its place is known.
    @FunctionalInterface
    interface Made {
        StoredObject with(long sequence, String versionId);
    }

    /// Takes one version away for good; the one before it becomes the newest.
    Optional<StoredObject> remove(String bucket, String key, String versionId) {
        return locks.locked(currentKey(bucket, key), () -> {
            List<StoredObject> all = versions(bucket, key);
            Optional<StoredObject> removed = all.stream()
                    .filter(object -> object.versionId().equals(versionId))
                    .findFirst();
            if (removed.isEmpty()) {
                return removed;
            }
            var batch = kernel.store().batch();
            batch.delete(versions, versionKey(removed.get()));
            if (all.getFirst().equals(removed.get())) {
                if (all.size() == 1) {
                    batch.delete(current, currentKey(bucket, key));
                } else {
                    batch.put(current, currentKey(bucket, key), CODEC.encode(all.get(1)));
                }
            }
            batch.commit();
            return removed;
        });
    }

    /// Changes what may change of a version.
    void change(StoredObject object, UnaryOperator<StoredObject> change) {
        locks.locked(currentKey(object.bucket(), object.key()), () -> {
            StoredObject now =
                    version(object.bucket(), object.key(), object.versionId()).orElseThrow(S3Errors::noSuchKey);
            StoredObject changed = change.apply(now);
            var batch = kernel.store().batch().put(versions, versionKey(now), CODEC.encode(changed));
            if (current(object.bucket(), object.key()).filter(now::equals).isPresent()) {
                batch.put(current, currentKey(object.bucket(), object.key()), CODEC.encode(changed));
            }
            batch.commit();
        });
    }

    /// Whether a bucket holds nothing at all, no delete marker either.
    boolean isEmpty(String bucket) {
        try (Scan scan = versions.scan(Range.prefix(bucket + "\0"))) {
            return !scan.hasNext();
        }
    }

    /// The newest versions of keys, delete markers too, from a key of the table on.
    ///
    /// @param from a key, or what stands for one
    Walk walkCurrent(String bucket, String prefix, String from) {
        return new Walk(current, bucket, prefix, from);
    }

    /// All versions of keys, newest first for each.
    Walk walkVersions(String bucket, String prefix, String from) {
        return new Walk(versions, bucket, prefix, from);
    }

    /// Objects in order. Close it.
    static final class Walk implements AutoCloseable {
        private final Table table;
        private final String bucket;
        private final Range whole;
        private Scan scan;

        private Walk(Table table, String bucket, String prefix, String from) {
            this.table = table;
            this.bucket = bucket;
            this.whole = Range.prefix(bucket + "\0" + prefix);
            this.scan = table.scan(from(from));
        }

        private Range from(String key) {
            byte[] start = bytes(bucket + "\0" + key);
            return java.util.Arrays.compareUnsigned(start, whole.from()) <= 0
                    ? whole
                    : Range.between(start, whole.to());
        }

        boolean hasNext() {
            return scan.hasNext();
        }

        StoredObject next() {
            return CODEC.decode(scan.next().value());
        }

        /// Goes on behind all keys that start so.
        void skip(String commonPrefix) {
            scan.close();
            byte[] behind = Range.prefix(bucket + "\0" + commonPrefix).to();
            scan = table.scan(Range.between(behind, whole.to()));
        }

        @Override
        public void close() {
            scan.close();
        }
    }

    private static String currentKey(String bucket, String key) {
        return bucket + "\0" + key;
    }

    /// Newest first: the sequence counts down.
    private static String versionKey(StoredObject object) {
        return currentKey(object.bucket(), object.key()) + "\0"
                + String.format(java.util.Locale.ROOT, "%016x", Long.MAX_VALUE - object.sequence());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
