package samara.gateway.api;

import java.util.Map;
import java.util.Optional;

/// A path of an API and its methods.
///
/// @param path with a leading slash; `{name}` is a parameter, `{name+}` takes the rest
/// @param methods by HTTP method, `ANY` among them
public record Resource(String id, String path, Map<String, Method> methods) {

    public Resource {
        methods = RestApi.copy(methods);
    }

    /// The last segment; empty for the root.
    public String pathPart() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The path of the resource above; none for the root.
    public Optional<String> parentPath() {
        if (path.equals("/")) {
            return Optional.empty();
        }
        int slash = path.lastIndexOf('/');
        return Optional.of(slash == 0 ? "/" : path.substring(0, slash));
    }

    /// The same with this method added or replaced.
    public Resource with(Method method) {
        return new Resource(id, path, RestApi.put(methods, method.httpMethod(), method));
    }

    /// The same with these methods in place of all.
    public Resource withMethods(Map<String, Method> other) {
        return new Resource(id, path, other);
    }
}
