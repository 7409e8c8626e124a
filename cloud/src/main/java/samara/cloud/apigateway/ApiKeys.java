package samara.cloud.apigateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;
import samara.gateway.Backends.KeyQuery;
import samara.gateway.Backends.KeyVerdict;
import samara.gateway.rest.TokenBucket;

/// API keys and usage plans: the state, and what it says of a request. A quota's count is kept in the store; how fast
/// somebody was is not.
public final class ApiKeys {
    private final RecordTable<StoredKey> keys;
    private final RecordTable<UsagePlan> plans;
    private final QuotaUsage quotas;
    private final Locks locks = new Locks();
    private final Clock clock;
    private final Ids ids;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    /// Over a cloud's state. There must be one of these only: it knows how fast keys were used.
    public ApiKeys(Kernel kernel) {
        this.keys = kernel.store().table("apigateway/keys", StoredKey.class);
        this.plans = kernel.store().table("apigateway/plans", UsagePlan.class);
        this.quotas = new QuotaUsage(kernel);
        this.clock = kernel.clock();
        this.ids = kernel.ids();
    }

    Instant now() {
        return clock.now();
    }

    QuotaUsage quotas() {
        return quotas;
    }

    String newId() {
        return ids.lowerAlphanumeric(10);
    }

    String newValue() {
        return ids.of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 40);
    }

    StoredKey create(Scope scope, StoredKey key) {
        return locks.locked(scope.key(), () -> {
            for (StoredKey other : keys(scope)) {
                if (other.value().equals(key.value())) {
                    throw ApiGatewayErrors.conflict("API Key already exists");
                }
            }
            keys.put(scope.key() + "/" + key.id(), key);
            return key;
        });
    }

    StoredKey key(Scope scope, String id) {
        return keys.get(scope.key() + "/" + id)
                .orElseThrow(() -> ApiGatewayErrors.notFound("Invalid API Key identifier specified"));
    }

    List<StoredKey> keys(Scope scope) {
        return keys.list(scope.key() + "/");
    }

    StoredKey changeKey(Scope scope, String id, UnaryOperator<StoredKey> change) {
        return locks.locked(scope.key(), () -> {
            StoredKey changed = change.apply(key(scope, id)).updated(clock.now());
            keys.put(scope.key() + "/" + id, changed);
            return changed;
        });
    }

    void deleteKey(Scope scope, String id) {
        locks.locked(scope.key(), () -> {
            key(scope, id);
            keys.delete(scope.key() + "/" + id);
            for (UsagePlan plan : plans(scope)) {
                if (plan.keyIds().contains(id)) {
                    plans.put(
                            scope.key() + "/" + plan.id(),
                            plan.withKeys(plan.keyIds().stream()
                                    .filter(k -> !k.equals(id))
                                    .toList()));
                }
            }
        });
    }

    UsagePlan put(Scope scope, UsagePlan plan) {
        plans.put(scope.key() + "/" + plan.id(), plan);
        return plan;
    }

    UsagePlan plan(Scope scope, String id) {
        return plans.get(scope.key() + "/" + id)
                .orElseThrow(() -> ApiGatewayErrors.notFound("Invalid Usage Plan ID specified"));
    }

    List<UsagePlan> plans(Scope scope) {
        return plans.list(scope.key() + "/");
    }

    UsagePlan changePlan(Scope scope, String id, UnaryOperator<UsagePlan> change) {
        return locks.locked(scope.key(), () -> {
            UsagePlan changed = change.apply(plan(scope, id));
            buckets.keySet().removeIf(bucket -> bucket.startsWith(id + "/"));
            return put(scope, changed);
        });
    }

    void deletePlan(Scope scope, String id) {
        locks.locked(scope.key(), () -> {
            if (!plan(scope, id).apiStages().isEmpty()) {
                throw ApiGatewayErrors.badRequest("Cannot delete Usage Plan " + id
                        + ". There are API Stages associated with it; remove them first");
            }
            plans.delete(scope.key() + "/" + id);
        });
    }

    /// Asks whether a key may call once more, and counts it.
    KeyVerdict admit(Scope scope, KeyQuery query) {
        Optional<StoredKey> key = query.key()
                .flatMap(value -> keys(scope).stream()
                        .filter(k -> k.enabled() && k.value().equals(value))
                        .findFirst());
        if (key.isEmpty()) {
            return new KeyVerdict.Unknown();
        }
        for (UsagePlan plan : plans(scope)) {
            Optional<UsagePlan.ApiStage> stage = plan.apiStages().stream()
                    .filter(s -> s.apiId().equals(query.apiId()) && s.stage().equals(query.stage()))
                    .findFirst();
            if (stage.isPresent() && plan.keyIds().contains(key.get().id())) {
                return admit(scope, query, key.get(), plan, stage.get());
            }
        }
        return key.get().stageKeys().contains(query.apiId() + "/" + query.stage())
                ? new KeyVerdict.Admitted(key.get().id(), key.get().value())
                : new KeyVerdict.Unknown();
    }

    private KeyVerdict admit(Scope scope, KeyQuery query, StoredKey key, UsagePlan plan, UsagePlan.ApiStage stage) {
        String method = query.path() + "/" + query.method();
        Optional<UsagePlan.Throttle> own = Optional.ofNullable(stage.throttle().get(method));
        Optional<UsagePlan.Throttle> throttle = own.or(plan::throttle);
        if (throttle.isPresent()) {
            String bucket = plan.id() + "/" + key.id()
                    + (own.isPresent() ? "/" + query.apiId() + "/" + query.stage() + method : "");
            UsagePlan.Throttle limit = throttle.get();
            boolean slow = buckets.computeIfAbsent(
                            bucket, b -> new TokenBucket(limit.rateLimit(), limit.burstLimit(), clock::now))
                    .tryTake();
            if (!slow) {
                return new KeyVerdict.Throttled();
            }
        }
        if (plan.quota().isPresent()
                && !quotas.count(new QuotaUsage.Share(
                        scope, plan.id(), key.id(), plan.quota().get()))) {
            return new KeyVerdict.QuotaExceeded();
        }
        return new KeyVerdict.Admitted(key.id(), key.value());
    }
}
