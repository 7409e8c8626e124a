package samara.gateway.rest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Media types, as far as it is asked whether a body is bytes or text.
final class MediaTypes {
    private MediaTypes() {}

    /// The type without its parameters, in small letters.
    static String bare(String mediaType) {
        int semicolon = mediaType.indexOf(';');
        return (semicolon < 0 ? mediaType : mediaType.substring(0, semicolon))
                .trim()
                .toLowerCase(Locale.ROOT);
    }

    /// The first of an `Accept` header's types.
    static Optional<String> firstAccepted(Optional<String> accept) {
        return accept.map(a -> bare(a.split(",", 2)[0])).filter(a -> !a.isEmpty());
    }

    /// Whether a list of binary media types (`image/png`, `image/*`, `*/*`) has this type.
    static boolean isBinary(List<String> binary, Optional<String> mediaType) {
        if (binary.isEmpty()) {
            return false;
        }
        if (binary.contains("*/*")) {
            return true;
        }
        if (mediaType.isEmpty()) {
            return false;
        }
        String bare = bare(mediaType.get());
        String any = bare.substring(0, Math.max(0, bare.indexOf('/'))) + "/*";
        return binary.stream().map(MediaTypes::bare).anyMatch(b -> b.equals(bare) || b.equals(any));
    }
}
