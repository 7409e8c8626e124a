package samara.cloud.resource;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The handlers of all resource types, each looked into once.
public final class ResourceHandlers {
    private final ResourceTypes types;
    private final ConcurrentHashMap<String, ResourceHandler<?, ?>> known = new ConcurrentHashMap<>();

    /// @param types where types are found by name
    public ResourceHandlers(ResourceTypes types) {
        this.types = types;
    }

    /// The handler of a type; empty where this cloud has no such type.
    public Optional<ResourceHandler<?, ?>> find(String name) {
        ResourceHandler<?, ?> handler = known.get(name);
        if (handler != null) {
            return Optional.of(handler);
        }
        Optional<ResourceType<?, ?>> type = types.named(name);
        type.ifPresent(found -> known.putIfAbsent(name, new ResourceHandler<>(found)));
        return Optional.ofNullable(known.get(name));
    }
}
