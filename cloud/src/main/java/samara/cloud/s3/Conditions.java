package samara.cloud.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Conditional requests, in the order of precedence that HTTP gives them.
///
/// See <https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html>.
///
/// @param match entity tags, `*`
record Conditions(
        Optional<String> match,
        Optional<String> noneMatch,
        Optional<Instant> modifiedSince,
        Optional<Instant> unmodifiedSince) {

    /// Checks a read.
    ///
    /// @throws samara.wire.AwsException 412 or 304
    void checkRead(StoredObject object) {
        Instant modified = object.modified().truncatedTo(ChronoUnit.SECONDS);
        if (match.isPresent()) {
            if (!matches(match.get(), object)) {
                throw S3Errors.preconditionFailed();
            }
        } else if (unmodifiedSince.isPresent() && modified.isAfter(unmodifiedSince.get())) {
            throw S3Errors.preconditionFailed();
        }
        if (noneMatch.isPresent()) {
            if (matches(noneMatch.get(), object)) {
                throw S3Errors.notModified();
            }
        } else if (modifiedSince.isPresent() && !modified.isAfter(modifiedSince.get())) {
            throw S3Errors.notModified();
        }
    }

    /// Checks the source of a copy, where every failure is 412.
    void checkSource(StoredObject object) {
        Instant modified = object.modified().truncatedTo(ChronoUnit.SECONDS);
        boolean fails = match.isPresent() && !matches(match.get(), object)
                || match.isEmpty() && unmodifiedSince.isPresent() && modified.isAfter(unmodifiedSince.get())
                || noneMatch.isPresent() && matches(noneMatch.get(), object)
                || noneMatch.isEmpty() && modifiedSince.isPresent() && !modified.isAfter(modifiedSince.get());
        if (fails) {
            throw S3Errors.preconditionFailed();
        }
    }

    /// Checks a write against what is there.
    static void checkWrite(Optional<StoredObject> there, Optional<String> match, Optional<String> noneMatch) {
        if (match.isPresent()) {
            if (there.isEmpty()) {
                throw S3Errors.noSuchKey();
            }
            if (!matches(match.get(), there.get())) {
                throw S3Errors.preconditionFailed();
            }
        }
        if (noneMatch.isPresent() && there.isPresent() && matches(noneMatch.get(), there.get())) {
            throw S3Errors.preconditionFailed();
        }
    }

    private static boolean matches(String tags, StoredObject object) {
        for (String tag : tags.split(",", -1)) {
            String plain = tag.strip().replace("W/", "").replace("\"", "");
            if (plain.equals("*") || plain.equals(object.eTag())) {
                return true;
            }
        }
        return false;
    }
}
