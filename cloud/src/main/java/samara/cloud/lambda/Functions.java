package samara.cloud.lambda;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;

/// The state of Lambda.
final class Functions {
    /// `$LATEST`, then the numbers; a marker that is neither comes first.
    static final Comparator<String> VERSION_ORDER =
            Comparator.comparingInt(version -> version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0);

    private final Kernel kernel;
    private final RecordTable<StoredFunction> versions;
    private final RecordTable<FunctionFacts> facts;
    private final RecordTable<StoredAlias> aliases;
    private final Locks locks = new Locks();

    Functions(Kernel kernel) {
        this.kernel = kernel;
        this.versions = kernel.store().table("lambda/versions", StoredFunction.class);
        this.facts = kernel.store().table("lambda/functions", FunctionFacts.class);
        this.aliases = kernel.store().table("lambda/aliases", StoredAlias.class);
    }

    void create(Scope scope, StoredFunction function, Map<String, String> tags) {
        locks.locked(key(scope, function.name()), () -> {
            if (facts.get(key(scope, function.name())).isPresent()) {
                throw LambdaErrors.exists("Function already exist: " + function.name());
            }
            kernel.store()
                    .batch()
                    .put(facts, key(scope, function.name()), new FunctionFacts(0, tags, List.of(), Optional.empty()))
                    .put(versions, key(scope, function.name(), StoredFunction.LATEST), function)
                    .commit();
        });
    }

    /// The version that a qualifier means.
    StoredFunction resolve(Scope scope, FunctionName name) {
        return find(scope, name).orElseThrow(() -> LambdaErrors.notFound(name.arn(scope)));
    }

    /// The version that an invocation of this name goes to: an alias may have two.
    StoredFunction route(Scope scope, FunctionName name) {
        return routed(scope, name).orElseThrow(() -> LambdaErrors.notFound(name.arn(scope)));
    }

    /// The same, where there is one.
    Optional<StoredFunction> routed(Scope scope, FunctionName name) {
        Optional<StoredAlias> alias =
                name.qualifier().flatMap(qualifier -> aliases.get(key(scope, name.name(), qualifier)));
        if (alias.isEmpty() || alias.get().weights().isEmpty()) {
            return find(scope, name);
        }
        String version = alias.get().version(kernel.ids().fraction());
        return versions.get(key(scope, name.name(), version));
    }

    /// The version that a qualifier means, where there is one.
    Optional<StoredFunction> find(Scope scope, FunctionName name) {
        String qualifier = name.qualifier().orElse(StoredFunction.LATEST);
        String version = aliases.get(key(scope, name.name(), qualifier))
                .map(StoredAlias::version)
                .orElse(qualifier);
        return versions.get(key(scope, name.name(), version));
    }

    FunctionFacts facts(Scope scope, String name) {
        return facts.get(key(scope, name)).orElseThrow(() -> LambdaErrors.notFound(StoredFunction.arn(scope, name)));
    }

    Optional<String> policy(Scope scope, FunctionName name) {
        return facts.get(key(scope, name.name())).flatMap(known -> known.policy(name.policyQualifier()));
    }

    void changeFacts(Scope scope, String name, UnaryOperator<FunctionFacts> change) {
        locks.locked(key(scope, name), () -> facts.put(key(scope, name), change.apply(facts(scope, name))));
    }

    /// Changes `$LATEST`.
    StoredFunction change(
            Scope scope, String name, Optional<String> expectedRevision, UnaryOperator<StoredFunction> change) {
        return locks.locked(key(scope, name), () -> {
            StoredFunction before = resolve(scope, new FunctionName(name, Optional.empty()));
            if (expectedRevision.filter(id -> !id.equals(before.revisionId())).isPresent()) {
                throw LambdaErrors.stale();
            }
            StoredFunction after = change.apply(before);
            versions.put(key(scope, name, StoredFunction.LATEST), after);
            return after;
        });
    }

    /// Publishes `$LATEST`; gives the last version again where nothing has changed since.
    StoredFunction publish(Scope scope, String name, Optional<String> description) {
        return locks.locked(key(scope, name), () -> {
            FunctionFacts known = facts(scope, name);
            StoredFunction latest = resolve(scope, new FunctionName(name, Optional.empty()));
            String text = description.orElse(latest.settings().description());
            Optional<StoredFunction> last = versions.get(key(scope, name, Integer.toString(known.lastVersion())));
            if (last.isPresent()
                    && last.get().code().equals(latest.code())
                    && last.get()
                            .settings()
                            .equals(latest.published("", text, "").settings())) {
                return last.get();
            }
            int number = known.lastVersion() + 1;
            StoredFunction version = latest.published(
                    Integer.toString(number), text, kernel.ids().uuid());
            kernel.store()
                    .batch()
                    .put(facts, key(scope, name), known.withLastVersion(number))
                    .put(versions, key(scope, name, version.version()), version)
                    .commit();
            return version;
        });
    }

    /// All versions of a function, `$LATEST` first.
    List<StoredFunction> versions(Scope scope, String name) {
        facts(scope, name);
        List<StoredFunction> found = new ArrayList<>(versions.list(key(scope, name) + "/"));
        found.sort(Comparator.comparing(StoredFunction::version, VERSION_ORDER));
        return found;
    }

    /// All versions of all functions.
    List<StoredFunction> everyVersion(Scope scope) {
        return versions.list(scope.key() + "/");
    }

    /// All versions of all functions of all scopes.
    List<StoredFunction> everywhere() {
        return versions.list("");
    }

    /// `$LATEST` of all functions.
    List<StoredFunction> list(Scope scope) {
        return versions.list(scope.key() + "/").stream()
                .filter(function -> function.version().equals(StoredFunction.LATEST))
                .toList();
    }

    /// Deletes a function with all that belongs to it; gives what there was.
    List<StoredFunction> delete(Scope scope, String name) {
        return locks.locked(key(scope, name), () -> {
            List<StoredFunction> all = versions(scope, name);
            var batch = kernel.store().batch().delete(facts, key(scope, name));
            all.forEach(version -> batch.delete(versions, key(scope, name, version.version())));
            aliases.list(key(scope, name) + "/")
                    .forEach(alias -> batch.delete(aliases, key(scope, name, alias.name())));
            batch.commit();
            return all;
        });
    }

    /// Deletes a version that no alias points at.
    void deleteVersion(Scope scope, String name, String version) {
        locks.locked(key(scope, name), () -> {
            List<String> users = aliases.list(key(scope, name) + "/").stream()
                    .filter(alias -> alias.names(version))
                    .map(StoredAlias::name)
                    .toList();
            if (!users.isEmpty()) {
                throw LambdaErrors.exists(
                        "Unable to delete version because the following aliases reference it: " + users);
            }
            versions.delete(key(scope, name, version));
        });
    }

    Optional<StoredAlias> alias(Scope scope, String function, String name) {
        return aliases.get(key(scope, function, name));
    }

    List<StoredAlias> aliases(Scope scope, String function) {
        facts(scope, function);
        return aliases.list(key(scope, function) + "/");
    }

    void put(Scope scope, StoredAlias alias) {
        aliases.put(key(scope, alias.function(), alias.name()), alias);
    }

    void deleteAlias(Scope scope, String function, String name) {
        aliases.delete(key(scope, function, name));
    }

    private static String key(Scope scope, String name) {
        return scope.key() + "/" + name;
    }

    private static String key(Scope scope, String name, String part) {
        return scope.key() + "/" + name + "/" + part;
    }
}
