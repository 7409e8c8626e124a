package samara.cloud.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// HTTP headers in the order in which they came; names are compared without regard to case.
public record Headers(List<Header> all) {
    private static final Headers NONE = new Headers(List.of());

    /// A header as it was spelt.
    public record Header(String name, String value) {}

    public Headers {
        all = List.copyOf(all);
    }

    /// No headers.
    public static Headers none() {
        return NONE;
    }

    /// One header.
    public static Headers of(String name, String value) {
        return new Headers(List.of(new Header(name, value)));
    }

    /// The same with one more header.
    public Headers with(String name, String value) {
        var more = new ArrayList<>(all);
        more.add(new Header(name, value));
        return new Headers(more);
    }

    /// The first value of a header.
    public Optional<String> first(String name) {
        for (Header header : all) {
            if (header.name.equalsIgnoreCase(name)) {
                return Optional.of(header.value);
            }
        }
        return Optional.empty();
    }

    /// All values of a header.
    public List<String> all(String name) {
        return all.stream()
                .filter(header -> header.name.equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /// Whether a header holds a token in its comma-separated list, such as `close` in `Connection`.
    public boolean hasToken(String name, String token) {
        return all(name).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .anyMatch(part -> part.strip().toLowerCase(Locale.ROOT).equals(token));
    }
}
