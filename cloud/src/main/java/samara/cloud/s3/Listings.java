package samara.cloud.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Blob;
import samara.wire.s3.CommonPrefix;
import samara.wire.s3.DeleteMarkerEntry;
import samara.wire.s3.ListObjectVersionsOutput;
import samara.wire.s3.ListObjectVersionsRequest;
import samara.wire.s3.ListObjectsOutput;
import samara.wire.s3.ListObjectsRequest;
import samara.wire.s3.ListObjectsV2Output;
import samara.wire.s3.ListObjectsV2Request;
import samara.wire.s3.ObjectVersion;
import samara.wire.s3.Owner;
import samara.wire.s3.S3Api;
import samara.wire.s3.S3Object;

/// Listings of buckets, in the order of the keys' UTF-8 bytes.
final class Listings {
    private final Buckets buckets;
    private final Objects objects;

    Listings(Buckets buckets, Objects objects) {
        this.buckets = buckets;
        this.objects = objects;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new S3Operation<>(
                        S3Api.LIST_OBJECTS,
                        (input, call) -> need("ListBucket", input.bucket(), input.prefix(), input.delimiter(), call),
                        this::list),
                new S3Operation<>(
                        S3Api.LIST_OBJECTS_V2,
                        (input, call) -> need("ListBucket", input.bucket(), input.prefix(), input.delimiter(), call),
                        this::listV2),
                new S3Operation<>(
                        S3Api.LIST_OBJECT_VERSIONS,
                        (input, call) ->
                                need("ListBucketVersions", input.bucket(), input.prefix(), input.delimiter(), call),
                        this::listVersions));
    }

    private List<Need> need(
            String action, String bucket, Optional<String> prefix, Optional<String> delimiter, Call call) {
        return List.of(buckets.need(action, bucket, call)
                .when("s3:prefix", List.of(prefix.orElse("")))
                .when("s3:delimiter", List.of(delimiter.orElse(""))));
    }

    /// What is asked for.
    private record Wanted(String bucket, String prefix, String delimiter, int most, boolean encoded) {
        static Wanted of(
                String bucket,
                Optional<String> prefix,
                Optional<String> delimiter,
                Optional<Integer> most,
                Optional<String> encoding) {
            int wanted = most.orElse(S3Limits.PAGE);
            if (wanted < 0) {
                throw S3Errors.invalidArgument("Argument maxKeys must be an integer between 0 and 2147483647");
            }
            return new Wanted(
                    bucket,
                    prefix.orElse(""),
                    delimiter.orElse(""),
                    Math.min(wanted, S3Limits.PAGE),
                    encoding.filter("url"::equals).isPresent());
        }

        /// The part of a key that stands for all keys that share it, if it is not listed by itself.
        Optional<String> commonPrefix(String key) {
            if (delimiter.isEmpty()) {
                return Optional.empty();
            }
            int end = key.indexOf(delimiter, prefix.length());
            return end < 0 ? Optional.empty() : Optional.of(key.substring(0, end + delimiter.length()));
        }

        String shown(String text) {
            return encoded ? encode(text) : text;
        }
    }

    /// As S3 encodes keys where a client asks for `url`: slashes stay.
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    /// A page of a listing.
    ///
    /// @param last the last key or prefix, which the next page comes after
    private record Page(List<StoredObject> objects, List<String> prefixes, boolean isTruncated, String last) {}

    /// A page of what comes after a key or a common prefix.
    private Page page(Wanted wanted, String after) {
        List<StoredObject> found = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String last = "";
        try (var walk = objects.walkCurrent(wanted.bucket(), wanted.prefix(), after)) {
            while (walk.hasNext()) {
                StoredObject object = walk.next();
                if (object.isDeleteMarker() || object.key().equals(after)) {
                    continue;
                }
                Optional<String> common = wanted.commonPrefix(object.key());
                if (common.isPresent() && common.get().equals(after)) {
                    walk.skip(common.get());
                    continue;
                }
                if (found.size() + prefixes.size() >= wanted.most()) {
                    return new Page(found, prefixes, wanted.most() > 0, last);
                }
                if (common.isPresent()) {
                    prefixes.add(common.get());
                    last = common.get();
                    walk.skip(common.get());
                } else {
                    found.add(object);
                    last = object.key();
                }
            }
        }
        return new Page(found, prefixes, false, last);
    }

    private ListObjectsOutput list(ListObjectsRequest input, Call call) {
        StoredBucket bucket = buckets.get(input.bucket(), input.expectedBucketOwner());
        var wanted =
                Wanted.of(input.bucket(), input.prefix(), input.delimiter(), input.maxKeys(), input.encodingType());
        Page page = page(wanted, input.marker().orElse(""));
        return ListObjectsOutput.builder()
                .name(input.bucket())
                .prefix(wanted.shown(wanted.prefix()))
                .marker(wanted.shown(input.marker().orElse("")))
                .maxKeys(wanted.most())
                .delimiter(input.delimiter().map(wanted::shown).orElse(null))
                .encodingType(input.encodingType().orElse(null))
                .isTruncated(page.isTruncated())
                .nextMarker(page.isTruncated() && !wanted.delimiter().isEmpty() ? wanted.shown(page.last()) : null)
                .contents(contents(page, wanted, Optional.of(bucket.account())))
                .commonPrefixes(prefixes(page, wanted))
                .build();
    }

    private ListObjectsV2Output listV2(ListObjectsV2Request input, Call call) {
        StoredBucket bucket = buckets.get(input.bucket(), input.expectedBucketOwner());
        var wanted =
                Wanted.of(input.bucket(), input.prefix(), input.delimiter(), input.maxKeys(), input.encodingType());
        String after = input.continuationToken()
                .map(Listings::fromToken)
                .or(input::startAfter)
                .orElse("");
        Page page = page(wanted, after);
        boolean withOwner = input.fetchOwner().orElse(false);
        return ListObjectsV2Output.builder()
                .name(input.bucket())
                .prefix(wanted.shown(wanted.prefix()))
                .maxKeys(wanted.most())
                .delimiter(input.delimiter().map(wanted::shown).orElse(null))
                .encodingType(input.encodingType().orElse(null))
                .startAfter(input.startAfter().map(wanted::shown).orElse(null))
                .continuationToken(input.continuationToken().orElse(null))
                .isTruncated(page.isTruncated())
                .nextContinuationToken(page.isTruncated() ? toToken(page.last()) : null)
                .keyCount(page.objects().size() + page.prefixes().size())
                .contents(contents(page, wanted, withOwner ? Optional.of(bucket.account()) : Optional.empty()))
                .commonPrefixes(prefixes(page, wanted))
                .build();
    }

    private static String toToken(String key) {
        return Blob.of(key).toBase64();
    }

    private static String fromToken(String token) {
        try {
            return new String(java.util.Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw S3Errors.invalidArgument("The continuation token provided is incorrect");
        }
    }

    private static List<S3Object> contents(Page page, Wanted wanted, Optional<String> owner) {
        return page.objects().stream()
                .map(object -> S3Object.builder()
                        .key(wanted.shown(object.key()))
                        .size(object.size())
                        .eTag(object.quotedTag())
                        .lastModified(object.modified())
                        .storageClass(object.headers().storageClass().orElse("STANDARD"))
                        .owner(owner.map(BucketOperations::owner).orElse(null))
                        .checksumAlgorithm(object.checksum()
                                .map(sum -> List.of(sum.algorithm()))
                                .orElse(null))
                        .checksumType(
                                object.checksum().map(StoredChecksum::type).orElse(null))
                        .build())
                .toList();
    }

    private static List<CommonPrefix> prefixes(Page page, Wanted wanted) {
        return page.prefixes().stream()
                .map(prefix ->
                        CommonPrefix.builder().prefix(wanted.shown(prefix)).build())
                .toList();
    }

    private static DeleteMarkerEntry marker(StoredObject object, boolean isLatest, Wanted wanted, Owner owner) {
        return DeleteMarkerEntry.builder()
                .key(wanted.shown(object.key()))
                .versionId(object.versionId())
                .isLatest(isLatest)
                .lastModified(object.modified())
                .owner(owner)
                .build();
    }

    private static ObjectVersion version(StoredObject object, boolean isLatest, Wanted wanted, Owner owner) {
        return ObjectVersion.builder()
                .key(wanted.shown(object.key()))
                .versionId(object.versionId())
                .isLatest(isLatest)
                .lastModified(object.modified())
                .eTag(object.quotedTag())
                .size(object.size())
                .storageClass(object.headers().storageClass().orElse("STANDARD"))
                .owner(owner)
                .build();
    }

    private ListObjectVersionsOutput listVersions(ListObjectVersionsRequest input, Call call) {
        StoredBucket bucket = buckets.get(input.bucket(), input.expectedBucketOwner());
        var wanted =
                Wanted.of(input.bucket(), input.prefix(), input.delimiter(), input.maxKeys(), input.encodingType());
        var owner = BucketOperations.owner(bucket.account());
        String keyMarker = input.keyMarker().orElse("");
        Optional<String> versionMarker = input.versionIdMarker();
        List<ObjectVersion> versions = new ArrayList<>();
        List<DeleteMarkerEntry> markers = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        var output = ListObjectVersionsOutput.builder().isTruncated(false);
        boolean isPast = versionMarker.isEmpty();
        String lastKey = "";
        String lastVersion = "";
        String newestOf = "";
        try (var walk = objects.walkVersions(wanted.bucket(), wanted.prefix(), keyMarker)) {
            while (walk.hasNext()) {
                StoredObject object = walk.next();
                boolean isLatest = !newestOf.equals(object.key());
                newestOf = object.key();
                Optional<String> common = wanted.commonPrefix(object.key());
                if (common.isPresent() && common.get().equals(keyMarker)) {
                    walk.skip(common.get());
                    continue;
                }
                if (object.key().equals(keyMarker) && !keyMarker.isEmpty()) {
                    boolean skipped = !isPast || versionMarker.isEmpty();
                    isPast |= versionMarker.filter(object.versionId()::equals).isPresent();
                    if (skipped) {
                        continue;
                    }
                }
                if (versions.size() + markers.size() + prefixes.size() >= wanted.most()) {
                    output.isTruncated(wanted.most() > 0)
                            .nextKeyMarker(wanted.shown(lastKey))
                            .nextVersionIdMarker(lastVersion.isEmpty() ? null : lastVersion);
                    break;
                }
                lastKey = common.orElse(object.key());
                lastVersion = common.isPresent() ? "" : object.versionId();
                if (common.isPresent()) {
                    prefixes.add(common.get());
                    walk.skip(common.get());
                } else if (object.isDeleteMarker()) {
                    markers.add(marker(object, isLatest, wanted, owner));
                } else {
                    versions.add(version(object, isLatest, wanted, owner));
                }
            }
        }
        return output.name(input.bucket())
                .prefix(wanted.shown(wanted.prefix()))
                .delimiter(input.delimiter().map(wanted::shown).orElse(null))
                .keyMarker(wanted.shown(keyMarker))
                .versionIdMarker(versionMarker.orElse(null))
                .maxKeys(wanted.most())
                .encodingType(input.encodingType().orElse(null))
                .versions(versions)
                .deleteMarkers(markers)
                .commonPrefixes(prefixes.stream()
                        .map(prefix -> CommonPrefix.builder()
                                .prefix(wanted.shown(prefix))
                                .build())
                        .toList())
                .build();
    }
}
