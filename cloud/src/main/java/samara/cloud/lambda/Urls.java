package samara.cloud.lambda;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;

/// The state of function URLs.
final class Urls {
    private final Kernel kernel;
    private final RecordTable<StoredUrl> urls;
    private final RecordTable<Home> homes;
    private final Locks locks = new Locks();

    /// Whose URL an id is.
    record Home(String key) {}

    Urls(Kernel kernel) {
        this.kernel = kernel;
        this.urls = kernel.store().table("lambda/urls", StoredUrl.class);
        this.homes = kernel.store().table("lambda/url-homes", Home.class);
    }

    void create(StoredUrl url) {
        String key = key(url.scope(), url.name());
        locks.locked(key, () -> {
            if (urls.get(key).isPresent()) {
                throw LambdaErrors.exists("FunctionUrlConfig exists for this Lambda function");
            }
            kernel.store()
                    .batch()
                    .put(urls, key, url)
                    .put(homes, url.id(), new Home(key))
                    .commit();
        });
    }

    Optional<StoredUrl> find(Scope scope, FunctionName name) {
        return urls.get(key(scope, name));
    }

    Optional<StoredUrl> withId(String id) {
        return homes.get(id).flatMap(home -> urls.get(home.key));
    }

    List<StoredUrl> list(Scope scope, String function) {
        return urls.list(scope.key() + "/" + function + "/");
    }

    StoredUrl change(Scope scope, FunctionName name, UnaryOperator<StoredUrl> change) {
        String key = key(scope, name);
        return locks.locked(key, () -> {
            StoredUrl after = change.apply(urls.get(key).orElseThrow(LambdaErrors::noPolicy));
            urls.put(key, after);
            return after;
        });
    }

    void delete(Scope scope, FunctionName name) {
        String key = key(scope, name);
        locks.locked(key, () -> {
            StoredUrl url = urls.get(key).orElseThrow(LambdaErrors::noPolicy);
            kernel.store().batch().delete(urls, key).delete(homes, url.id()).commit();
        });
    }

    /// Takes away the URLs of a function that is gone.
    void deleteAll(Scope scope, String function) {
        list(scope, function).forEach(url -> delete(scope, url.name()));
    }

    private static String key(Scope scope, FunctionName name) {
        return scope.key() + "/" + name.name() + "/" + name.qualifier().orElse(StoredFunction.LATEST);
    }
}
