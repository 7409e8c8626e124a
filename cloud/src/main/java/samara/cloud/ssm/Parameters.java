package samara.cloud.ssm;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;

/// The state: the newest version of each parameter, and the versions before it.
final class Parameters {
    private final Kernel kernel;
    private final RecordTable<StoredParameter> newest;
    private final RecordTable<StoredParameter> versions;
    private final Locks locks = new Locks();

    Parameters(Kernel kernel) {
        this.kernel = kernel;
        this.newest = kernel.store().table("ssm/parameters", StoredParameter.class);
        this.versions = kernel.store().table("ssm/versions", StoredParameter.class);
    }

    Optional<StoredParameter> find(Scope scope, ParameterName name) {
        return newest.get(key(scope, name));
    }

    /// The version that a reference means, which is the newest where it names none.
    StoredParameter get(Scope scope, ParameterName.Reference reference) {
        StoredParameter now = find(scope, reference.name())
                .orElseThrow(() -> SsmErrors.notFound(reference.name().value()));
        if (reference.selector().isEmpty()) {
            return now;
        }
        String selector = reference.selector().get();
        return versions(scope, reference.name()).stream()
                .filter(version -> Long.toString(version.version()).equals(selector))
                .findFirst()
                .orElseThrow(() -> SsmErrors.versionNotFound(reference.name().value(), selector));
    }

    /// All versions that are kept, oldest first.
    List<StoredParameter> versions(Scope scope, ParameterName name) {
        return versions.list(key(scope, name) + "\0");
    }

    /// The newest versions of all parameters of a scope, by name.
    List<StoredParameter> all(Scope scope) {
        return newest.list(scope.key() + "\0");
    }

    /// Puts a version, made of the one before it.
    StoredParameter put(Scope scope, ParameterName name, Function<Optional<StoredParameter>, StoredParameter> made) {
        String key = key(scope, name);
        return locks.locked(key, () -> {
            StoredParameter next = made.apply(newest.get(key));
            var batch = kernel.store().batch();
            batch.put(newest, key, next);
            batch.put(versions, versionKey(key, next.version()), next);
            if (next.version() > SsmLimits.VERSIONS) {
                batch.delete(versions, versionKey(key, next.version() - SsmLimits.VERSIONS));
            }
            batch.commit();
            return next;
        });
    }

    /// Changes what is no matter of versions.
    void change(Scope scope, ParameterName name, UnaryOperator<StoredParameter> change) {
        String key = key(scope, name);
        locks.locked(key, () -> {
            StoredParameter now = newest.get(key)
                    .orElseThrow(() -> SsmErrors.invalidResource("There is no parameter " + name.value() + "."));
            newest.put(key, change.apply(now));
        });
    }

    /// Takes a parameter away with all its versions; false where there is none.
    boolean remove(Scope scope, ParameterName name) {
        String key = key(scope, name);
        return locks.locked(key, () -> {
            if (newest.get(key).isEmpty()) {
                return false;
            }
            var batch = kernel.store().batch();
            for (String version : versions.keys(Range.prefix(key + "\0"), Integer.MAX_VALUE)) {
                batch.delete(versions, version);
            }
            batch.delete(newest, key);
            batch.commit();
            return true;
        });
    }

    private static String key(Scope scope, ParameterName name) {
        return scope.key() + "\0" + name.value();
    }

    private static String versionKey(String key, long version) {
        return key + "\0" + String.format(java.util.Locale.ROOT, "%012d", version);
    }
}
