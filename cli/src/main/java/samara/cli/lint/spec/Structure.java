package samara.cli.lint.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An object with known names: a resource's properties, or an object inside of them.
public record Structure(Map<String, Property> properties) {

    public Structure {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /// One of its members.
    public record Property(boolean isRequired, Kind kind) {}
}
