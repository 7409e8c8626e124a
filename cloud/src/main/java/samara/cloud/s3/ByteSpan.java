package samara.cloud.s3;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of an object that is asked for.
record ByteSpan(long from, long length, boolean isWhole) {
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// Reads a `Range`. One that is not understood (several ranges, other units) means the whole, as HTTP has it.
    ///
    /// @throws samara.wire.AwsException 416 where nothing of the object is in it
    static ByteSpan of(Optional<String> range, Optional<Integer> part, StoredObject object) {
        if (part.isPresent() && (part.get() != 1 || object.parts() > 1)) {
            throw S3Errors.notBuilt("reading single parts (`partNumber`)");
        }
        long size = object.size();
        var matcher = ONE_RANGE.matcher(range.map(String::strip).orElse(""));
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return new ByteSpan(0, size, true);
        }
        long first;
        long last;
        if (matcher.group(1).isEmpty()) {
            long suffix = Long.parseLong(matcher.group(2));
            first = Math.max(0, size - suffix);
            last = suffix == 0 ? -1 : size - 1;
        } else {
            first = Long.parseLong(matcher.group(1));
            last = matcher.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(matcher.group(2)));
            if (!matcher.group(2).isEmpty() && Long.parseLong(matcher.group(2)) < first) {
                return new ByteSpan(0, size, true);
            }
        }
        if (first >= size || last < first) {
            throw S3Errors.invalidRange();
        }
        return new ByteSpan(first, last - first + 1, false);
    }

    @Nullable
    String header(long size) {
        return isWhole ? null : "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
