package samara.transform.model;

import java.util.Optional;
import java.util.regex.Pattern;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;

/// Where something lies in S3: `s3://bucket/key?versionId=v`, or an object of `Bucket`, `Key` and `Version`.
public record S3Location(Draft bucket, Draft key, Draft version) {
    private static final Pattern SECRET =
            Pattern.compile("\\{\\{resolve:(ssm|ssm-secure|secretsmanager):[a-zA-Z0-9_.\\-/]+(:\\d+)?}}");

    /// Reads the value of `property`.
    public static S3Location of(Draft location, String property) {
        if (location instanceof DraftObject object) {
            if (!object.get("Bucket").truthy() || !object.get("Key").truthy()) {
                throw Rejection.of(
                        location,
                        "s3-location",
                        "`" + property + "` needs both `Bucket` and `Key` when it is an object.");
            }
            return new S3Location(object.get("Bucket"), object.get("Key"), object.get("Version"));
        }
        if (!(location instanceof DraftText uri)) {
            throw Rejection.of(
                    location,
                    "s3-location",
                    "`" + property + "` needs to be an S3 URI or an object, not " + location.aKind() + ".");
        }
        return parse(uri)
                .orElseThrow(() -> Rejection.of(
                        location,
                        "s3-location",
                        "`" + property + "` is `" + uri.value()
                                + "`, which is no S3 URI of the form `s3://bucket/key`, "
                                + "with or without `?versionId=…`."));
    }

    /// Reads the value of `property`, where a dynamic reference to a secret or parameter with a path can't be
    /// resolved.
    public static S3Location ofCode(Draft location, String property) {
        if (location instanceof DraftText uri) {
            var reference = SECRET.matcher(uri.value());
            if (reference.find() && reference.group().contains("/")) {
                throw Rejection.of(
                        location,
                        "s3-location",
                        "`" + property + "` has a dynamic reference with a path, which can't be part of an S3 URI; "
                                + "write it as an object of `Bucket` and `Key`.");
            }
        }
        return of(location, property);
    }

    private static Optional<S3Location> parse(DraftText uri) {
        String text = uri.value();
        if (!text.regionMatches(true, 0, "s3://", 0, 5)) {
            return Optional.empty();
        }
        String rest = text.substring(5);
        int fragment = rest.indexOf('#');
        rest = fragment < 0 ? rest : rest.substring(0, fragment);
        int query = rest.indexOf('?');
        String path = query < 0 ? rest : rest.substring(0, query);
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? "" : path.substring(0, slash);
        if (bucket.isEmpty() || bucket.contains("[") || bucket.contains("]")) {
            return Optional.empty();
        }
        int start = slash;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        String key = path.substring(start);
        Draft version = new samara.transform.draft.Nothing(uri.span());
        if (query >= 0) {
            java.util.List<String> versions = java.util.Arrays.stream(
                            rest.substring(query + 1).split("&", -1))
                    .filter(pair -> pair.startsWith("versionId=") && pair.length() > "versionId=".length())
                    .map(pair -> pair.substring("versionId=".length()))
                    .toList();
            version = versions.size() == 1 ? uri.with(versions.getFirst()) : version;
        }
        return Optional.of(new S3Location(uri.with(bucket), uri.with(key), version));
    }

    /// As a Lambda function's `Code` has it.
    public DraftObject asCode() {
        return DraftObject.make().put("S3Bucket", bucket).put("S3Key", key).putSome("S3ObjectVersion", version);
    }

    /// As an API's or state machine's definition location, put into `target`.
    public DraftObject into(DraftObject target) {
        return target.put("Bucket", bucket).put("Key", key).putSome("Version", version);
    }
}
