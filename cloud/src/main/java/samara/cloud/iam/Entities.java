package samara.cloud.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samara.cloud.iam.Entity.Kind;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Store;

/// The state of IAM: roles, users, groups, managed policies and access keys of all accounts.
final class Entities {
    private final RecordTable<Entity> entities;
    private final RecordTable<ManagedPolicy> policies;
    private final RecordTable<StoredKey> keys;
    private final Locks locks = new Locks();
    private final Clock clock;
    private final Ids ids;

    Entities(Store store, Clock clock, Ids ids) {
        this.entities = store.table("iam/entities", Entity.class);
        this.policies = store.table("iam/policies", ManagedPolicy.class);
        this.keys = store.table("iam/keys", StoredKey.class);
        this.clock = clock;
        this.ids = ids;
    }

    Clock clock() {
        return clock;
    }

    /// What a new one needs.
    record NewEntity(
            Kind kind,
            Account account,
            String name,
            Optional<String> path,
            Optional<String> description,
            Optional<String> trustPolicy,
            Optional<Integer> maxSessionSeconds,
            Optional<String> boundary,
            Map<String, String> tags) {}

    Optional<Entity> find(Kind kind, Account account, String name) {
        return entities.get(key(kind, account, name));
    }

    Entity get(Kind kind, Account account, String name) {
        return find(kind, account, name).orElseThrow(() -> IamErrors.noSuchEntity(kind.noun(), name));
    }

    Entity create(NewEntity wanted) {
        String key = key(wanted.kind, wanted.account, wanted.name);
        return locks.locked(key, () -> {
            if (entities.get(key).isPresent()) {
                throw IamErrors.entityAlreadyExists(wanted.kind.noun(), wanted.name);
            }
            wanted.boundary.ifPresent(this::policy);
            var entity = new Entity(
                    wanted.kind,
                    wanted.account,
                    wanted.name,
                    wanted.path.orElse("/"),
                    wanted.kind.idPrefix() + ids.upperAlphanumeric(17),
                    clock.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                    wanted.description,
                    wanted.trustPolicy,
                    wanted.maxSessionSeconds.orElse(3600),
                    wanted.boundary,
                    Map.of(),
                    List.of(),
                    List.of(),
                    wanted.tags);
            entities.put(key, entity);
            return entity;
        });
    }

    Entity change(Kind kind, Account account, String name, UnaryOperator<Entity> change) {
        String key = key(kind, account, name);
        return locks.locked(key, () -> {
            Entity changed = change.apply(get(kind, account, name));
            entities.put(key, changed);
            return changed;
        });
    }

    void delete(Kind kind, Account account, String name) {
        String key = key(kind, account, name);
        locks.locked(key, () -> {
            Entity entity = get(kind, account, name);
            if (!entity.inline().isEmpty()) {
                throw IamErrors.deleteConflict("must delete policies first");
            }
            if (!entity.attached().isEmpty()) {
                throw IamErrors.deleteConflict("must detach all policies first");
            }
            if (kind == Kind.USER && !keys(account, name).isEmpty()) {
                throw IamErrors.deleteConflict("must delete access keys first");
            }
            if (!entity.groups().isEmpty()
                    || kind == Kind.GROUP && !members(account, name).isEmpty()) {
                throw IamErrors.deleteConflict("must remove users from group first");
            }
            entities.delete(key);
        });
    }

    List<Entity> list(Kind kind, Account account) {
        return entities.list(kind.noun() + "/" + account + "/");
    }

    List<Entity> members(Account account, String group) {
        return list(Kind.USER, account).stream()
                .filter(user -> user.groups().contains(group))
                .toList();
    }

    /// Roles, users and groups with a managed policy.
    List<Entity> withPolicy(Account account, String arn) {
        return List.of(Kind.values()).stream()
                .flatMap(kind -> list(kind, account).stream())
                .filter(entity -> entity.attached().contains(arn))
                .toList();
    }

    Optional<ManagedPolicy> findPolicy(String arn) {
        return AwsManagedPolicies.isAwsManaged(arn) ? AwsManagedPolicies.get(arn) : policies.get(arn);
    }

    ManagedPolicy policy(String arn) {
        return findPolicy(arn).orElseThrow(() -> IamErrors.noSuchPolicy(arn));
    }

    List<ManagedPolicy> policies(Account account) {
        return policies.list("arn:aws:iam::" + account + ":policy/");
    }

    ManagedPolicy createPolicy(ManagedPolicy policy) {
        return locks.locked(policy.arn(), () -> {
            if (policies.get(policy.arn()).isPresent()) {
                throw IamErrors.entityAlreadyExists("policy", policy.name());
            }
            policies.put(policy.arn(), policy);
            return policy;
        });
    }

    ManagedPolicy changePolicy(String arn, UnaryOperator<ManagedPolicy> change) {
        return locks.locked(arn, () -> {
            if (AwsManagedPolicies.isAwsManaged(arn)) {
                throw IamErrors.unmodifiable(arn);
            }
            ManagedPolicy changed = change.apply(policy(arn));
            policies.put(arn, changed);
            return changed;
        });
    }

    void deletePolicy(Account account, String arn) {
        locks.locked(arn, () -> {
            if (AwsManagedPolicies.isAwsManaged(arn)) {
                throw IamErrors.unmodifiable(arn);
            }
            ManagedPolicy policy = policy(arn);
            if (!withPolicy(account, arn).isEmpty()) {
                throw IamErrors.deleteConflict("policy is attached to an entity");
            }
            if (policy.versions().size() > 1) {
                throw IamErrors.deleteConflict("all versions but the default one must be deleted first");
            }
            policies.delete(arn);
        });
    }

    Optional<StoredKey> key(String id) {
        return keys.get(id);
    }

    List<StoredKey> keys(Account account, String user) {
        return keys.list(Range.all(), Integer.MAX_VALUE).stream()
                .filter(key -> key.account().equals(account) && key.userName().equals(user))
                .toList();
    }

    StoredKey createKey(Account account, String user) {
        return locks.locked(key(Kind.USER, account, user), () -> {
            get(Kind.USER, account, user);
            if (keys(account, user).size() >= 2) {
                throw IamErrors.limitExceeded("Cannot exceed quota for AccessKeysPerUser: 2");
            }
            var key =
                    new StoredKey(account, user, "AKIA" + ids.upperAlphanumeric(16), ids.secret(40), true, clock.now());
            keys.put(key.id(), key);
            return key;
        });
    }

    StoredKey keyOf(Account account, String user, String id) {
        return keys.get(id)
                .filter(key -> key.account().equals(account) && key.userName().equals(user))
                .orElseThrow(() -> new samara.wire.AwsException(
                        IamErrors.NO_SUCH_ENTITY, 404, "The Access Key with id " + id + " cannot be found."));
    }

    void putKey(StoredKey key) {
        keys.put(key.id(), key);
    }

    void deleteKey(String id) {
        keys.delete(id);
    }

    String newPolicyId() {
        return "ANPA" + ids.upperAlphanumeric(17);
    }

    private static String key(Kind kind, Account account, String name) {
        return kind.noun() + "/" + account + "/" + name;
    }
}
