package samara.cloud.lambda;

import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;

/// The state of functions' settings for asynchronous invocations.
final class EventConfigs {
    private final RecordTable<EventConfig> configs;
    private final Locks locks = new Locks();

    EventConfigs(Kernel kernel) {
        this.configs = kernel.store().table("lambda/event-configs", EventConfig.class);
    }

    Optional<EventConfig> find(Scope scope, String function, String qualifier) {
        return configs.get(key(scope, function, qualifier));
    }

    /// What holds for an invocation of this name.
    EventConfig of(Scope scope, FunctionName name) {
        return find(scope, name.name(), name.qualifier().orElse(StoredFunction.LATEST))
                .orElseGet(() -> EventConfig.standard(name.name()));
    }

    List<EventConfig> list(Scope scope, String function) {
        return configs.list(key(scope, function, ""));
    }

    void put(Scope scope, EventConfig config) {
        String key = key(scope, config.function(), config.qualifier());
        locks.locked(key, () -> configs.put(key, config));
    }

    boolean delete(Scope scope, String function, String qualifier) {
        String key = key(scope, function, qualifier);
        return locks.locked(key, () -> {
            boolean there = configs.get(key).isPresent();
            configs.delete(key);
            return there;
        });
    }

    /// Forgets what belonged to a function that is gone.
    void deleteAll(Scope scope, String function) {
        list(scope, function).forEach(config -> delete(scope, function, config.qualifier()));
    }

    private static String key(Scope scope, String function, String qualifier) {
        return scope.key() + "/" + function + "/" + qualifier;
    }
}
