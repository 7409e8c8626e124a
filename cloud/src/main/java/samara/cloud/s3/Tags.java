package samara.cloud.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.wire.s3.Tag;

/// Tags of buckets and objects.
final class Tags {
    private static final int KEY = 128;
    private static final int VALUE = 256;

    private Tags() {}

    static Map<String, String> ofBucket(List<Tag> tags) {
        return checked(tags, S3Limits.BUCKET_TAGS);
    }

    static Map<String, String> ofObject(List<Tag> tags) {
        return checked(tags, S3Limits.OBJECT_TAGS);
    }

    /// The `x-amz-tagging` header, `a=b&c=d`.
    static Map<String, String> ofHeader(String header) {
        List<Tag> tags = new java.util.ArrayList<>();
        for (String pair : header.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                tags.add(new Tag(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1))));
            }
        }
        return ofObject(tags);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw S3Errors.invalidArgument("The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL"
                    + " query parameters without tag name duplicates.");
        }
    }

    private static Map<String, String> checked(List<Tag> tags, int most) {
        if (tags.size() > most) {
            throw new samara.wire.AwsException("BadRequest", 400, "There may be no more than " + most + " tags.");
        }
        var result = new LinkedHashMap<String, String>();
        for (Tag tag : tags) {
            if (tag.key().isEmpty() || tag.key().length() > KEY || isReserved(tag.key())) {
                throw S3Errors.invalidTag("The TagKey you have provided is invalid");
            }
            if (tag.value().length() > VALUE) {
                throw S3Errors.invalidTag("The TagValue you have provided is invalid");
            }
            if (result.put(tag.key(), tag.value()) != null) {
                throw S3Errors.invalidTag("Cannot provide multiple Tags with the same key");
            }
        }
        return result;
    }

    /// Users' tags don't begin with `aws:`; those that CloudFormation gives to what it makes do.
    private static boolean isReserved(String key) {
        return key.startsWith("aws:") && !key.startsWith("aws:cloudformation:");
    }

    static List<Tag> shown(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
