package samara.functions.image;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an image: `helloworldfunction:latest`, `public.ecr.aws/lambda/python:3.12`, `name@sha256:…`.
///
/// @param name registry and repository as written
/// @param tag `latest` where neither tag nor digest was written
/// @param digest of the manifest, `sha256:` and 64 hexadecimal digits
public record ImageReference(String name, Optional<String> tag, Optional<String> digest) {
    private static final Pattern FORM =
            Pattern.compile("((?:\\w(?:[\\w.-]*\\w)?(?::\\d{1,5})?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)"
                    + "(?::([\\w][\\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?");

    private static final Pattern BARE_DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /// @throws ImageException if it is no name of an image
    public static ImageReference of(String text) {
        if (BARE_DIGEST.matcher(text).matches()) {
            return new ImageReference("", Optional.empty(), Optional.of(text));
        }
        Matcher form = FORM.matcher(text);
        if (text.length() > 512 || !form.matches()) {
            throw new ImageException("`" + text + "` is no name of an image, such as `name:tag`.");
        }
        Optional<String> digest = Optional.ofNullable(form.group(3));
        Optional<String> tag = Optional.ofNullable(form.group(2));
        return new ImageReference(
                form.group(1), tag.isEmpty() && digest.isEmpty() ? Optional.of("latest") : tag, digest);
    }

    /// The registry's host and perhaps port; empty if the name has none, which engines take for Docker Hub.
    public Optional<String> registry() {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return host ? Optional.of(first) : Optional.empty();
    }

    /// The repository's path in its registry.
    public String repository() {
        return registry().map(host -> name.substring(host.length() + 1)).orElse(name);
    }

    /// The reference with a digest alone, which means the same image for ever.
    public ImageReference pinned(String manifestDigest) {
        return new ImageReference(name, Optional.empty(), Optional.of(manifestDigest));
    }

    @Override
    public String toString() {
        if (name.isEmpty()) {
            return digest.orElse("");
        }
        return name
                + tag.map(text -> ":" + text).orElse("")
                + digest.map(text -> "@" + text).orElse("");
    }
}
