package samara.cloud.cognitoidp;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;
import samara.wire.cognitoidp.UserPoolClientType;
import samara.wire.cognitoidp.UserPoolType;

/// The state: pools by id, their clients by id (no two pools have one of the same), and their users by name.
final class UserPools {
    private static final int KEY_BITS = 2048;
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final Kernel kernel;
    private final RecordTable<StoredPool> pools;
    private final RecordTable<UserPoolClientType> clients;
    private final RecordTable<StoredUser> users;
    private final Locks locks = new Locks();

    UserPools(Kernel kernel) {
        this.kernel = kernel;
        this.pools = kernel.store().table("cognitoidp/pools", StoredPool.class);
        this.clients = kernel.store().table("cognitoidp/clients", UserPoolClientType.class);
        this.users = kernel.store().table("cognitoidp/users", StoredUser.class);
    }

    String newPoolId(Scope scope) {
        return scope.region() + "_" + kernel.ids().of(ALPHANUMERIC, 9);
    }

    StoredPool create(Scope scope, UserPoolType shown) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            var pair = generator.generateKeyPair();
            RSAPublicKey key = (RSAPublicKey) pair.getPublic();
            StoredPool pool = new StoredPool(
                    scope.account().id(),
                    scope.region().toString(),
                    shown,
                    kernel.ids().secret(43).replace('/', '0').replace('+', '1') + "=",
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                    unsigned(key.getModulus().toByteArray()),
                    unsigned(key.getPublicExponent().toByteArray()));
            pools.put(pool.id(), pool);
            return pool;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("There is no RSA.", e);
        }
    }

    private static String unsigned(byte[] number) {
        byte[] bytes = number.length > 1 && number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    Optional<StoredPool> find(String id) {
        return pools.get(id);
    }

    /// @throws samara.wire.AwsException where there is none of this id here
    StoredPool get(Scope scope, String id) {
        return pools.get(id)
                .filter(pool -> pool.account().equals(scope.account().id())
                        && pool.region().equals(scope.region().toString()))
                .orElseThrow(() -> CognitoErrors.noPool(id));
    }

    List<StoredPool> all(Scope scope) {
        return pools.list(scope.region() + "_").stream()
                .filter(pool -> pool.account().equals(scope.account().id()))
                .toList();
    }

    StoredPool change(Scope scope, String id, UnaryOperator<UserPoolType> change) {
        return locks.locked(id, () -> {
            StoredPool pool = get(scope, id);
            StoredPool changed = pool.with(change.apply(pool.shown()));
            pools.put(id, changed);
            return changed;
        });
    }

    void delete(Scope scope, String id) {
        locks.locked(id, () -> {
            get(scope, id);
            var batch = kernel.store().batch().delete(pools, id);
            users.keys(Range.prefix(id + "/"), Integer.MAX_VALUE).forEach(key -> batch.delete(users, key));
            clients(id)
                    .forEach(client -> batch.delete(clients, client.clientId().orElseThrow()));
            batch.commit();
        });
    }

    void put(UserPoolClientType client) {
        clients.put(client.clientId().orElseThrow(), client);
    }

    Optional<UserPoolClientType> client(String id) {
        return clients.get(id);
    }

    /// @throws samara.wire.AwsException where the pool has none of this id
    UserPoolClientType client(StoredPool pool, String id) {
        return clients.get(id)
                .filter(client -> client.userPoolId().filter(pool.id()::equals).isPresent())
                .orElseThrow(() -> CognitoErrors.noClient(id));
    }

    List<UserPoolClientType> clients(String poolId) {
        return clients.list("").stream()
                .filter(client -> client.userPoolId().filter(poolId::equals).isPresent())
                .toList();
    }

    void deleteClient(String id) {
        clients.delete(id);
    }

    /// @throws samara.wire.AwsException where there is one of this name already
    void add(StoredPool pool, StoredUser user) {
        locks.locked(pool.id(), () -> {
            if (user(pool, user.username()).isPresent()) {
                throw CognitoErrors.userExists();
            }
            users.put(key(pool, user.username()), user);
        });
    }

    void put(StoredPool pool, StoredUser user) {
        users.put(key(pool, user.username()), user);
    }

    /// A user by name, by `sub`, or by what the pool lets users sign in with.
    Optional<StoredUser> user(StoredPool pool, String name) {
        Optional<StoredUser> direct = users.get(key(pool, name));
        if (direct.isPresent()) {
            return direct;
        }
        List<String> signIn = java.util.stream.Stream.concat(
                        pool.shown().usernameAttributes().orElse(List.of()).stream(),
                        pool.shown().aliasAttributes().orElse(List.of()).stream())
                .toList();
        return users(pool).stream()
                .filter(user -> user.sub().equals(name)
                        || signIn.stream()
                                .anyMatch(attribute ->
                                        name.equalsIgnoreCase(user.attributes().get(attribute))))
                .findFirst();
    }

    List<StoredUser> users(StoredPool pool) {
        return users.list(pool.id() + "/");
    }

    void delete(StoredPool pool, StoredUser user) {
        users.delete(key(pool, user.username()));
    }

    private static String key(StoredPool pool, String username) {
        boolean sensitive =
                pool.shown().usernameConfiguration().map(c -> c.caseSensitive()).orElse(false);
        return pool.id() + "/" + (sensitive ? username : username.toLowerCase(java.util.Locale.ROOT));
    }
}
