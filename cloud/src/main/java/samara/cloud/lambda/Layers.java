package samara.cloud.lambda;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;

/// The state of layers.
final class Layers {
    private final Kernel kernel;
    private final RecordTable<StoredLayer> versions;
    private final RecordTable<StoredLayer.Facts> facts;
    private final Locks locks = new Locks();

    Layers(Kernel kernel) {
        this.kernel = kernel;
        this.versions = kernel.store().table("lambda/layer-versions", StoredLayer.class);
        this.facts = kernel.store().table("lambda/layers", StoredLayer.Facts.class);
    }

    /// Keeps a new version under the next number.
    StoredLayer publish(LayerArn layer, Function<Integer, StoredLayer> withNumber) {
        return locks.locked(key(layer), () -> {
            int number =
                    facts.get(key(layer)).map(StoredLayer.Facts::lastVersion).orElse(0) + 1;
            return keep(layer, withNumber.apply(number), number);
        });
    }

    /// Keeps a version under the number that it has elsewhere.
    StoredLayer bring(LayerArn layer, StoredLayer version) {
        return locks.locked(key(layer), () -> {
            if (versions.get(key(layer, version.number())).isPresent()) {
                throw LambdaErrors.exists("Layer version already exists: " + layer.arn() + ":" + version.number());
            }
            int last = facts.get(key(layer)).map(StoredLayer.Facts::lastVersion).orElse(0);
            return keep(layer, version, Math.max(last, version.number()));
        });
    }

    private StoredLayer keep(LayerArn layer, StoredLayer version, int last) {
        kernel.store()
                .batch()
                .put(facts, key(layer), new StoredLayer.Facts(last))
                .put(versions, key(layer, version.number()), version)
                .commit();
        return version;
    }

    Optional<StoredLayer> find(LayerArn.Version version) {
        return versions.get(key(version.layer(), version.number()));
    }

    /// A version's policy, where both are there.
    Optional<String> policy(LayerArn.Version version) {
        return find(version).flatMap(StoredLayer::policy);
    }

    void change(LayerArn.Version version, UnaryOperator<StoredLayer> change) {
        locks.locked(key(version.layer()), () -> {
            StoredLayer before = find(version).orElseThrow(LambdaErrors::noPolicy);
            versions.put(key(version.layer(), version.number()), change.apply(before));
        });
    }

    /// The versions of a layer, the newest first.
    List<StoredLayer> versions(LayerArn layer) {
        List<StoredLayer> found = new ArrayList<>(versions.list(key(layer) + "/"));
        found.sort(Comparator.comparingInt(StoredLayer::number).reversed());
        return found;
    }

    /// All versions of all layers of a scope.
    List<StoredLayer> all(Scope scope) {
        return versions.list(scope.key() + "/");
    }

    /// All versions of all layers of all scopes.
    List<StoredLayer> everywhere() {
        return versions.list("");
    }

    void delete(LayerArn.Version version) {
        versions.delete(key(version.layer(), version.number()));
    }

    private static String key(LayerArn layer) {
        return layer.scope().key() + "/" + layer.name();
    }

    private static String key(LayerArn layer, int number) {
        return key(layer) + "/" + "%09d".formatted(number);
    }
}
