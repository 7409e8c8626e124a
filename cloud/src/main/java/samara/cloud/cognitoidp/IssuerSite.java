package samara.cloud.cognitoidp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Site;
import samara.gateway.json.Json;

/// What a pool's issuer publishes, at AWS's paths on the cloud's port: `/POOL/.well-known/jwks.json` and
/// `/POOL/.well-known/openid-configuration`. A pool's id has an underscore: no bucket's name has.
final class IssuerSite implements Site {
    private static final Pattern PATH =
            Pattern.compile("/([a-z0-9-]+_[0-9A-Za-z]{1,55})/\\.well-known/(jwks\\.json|openid-configuration)");

    private final UserPools pools;

    IssuerSite(UserPools pools) {
        this.pools = pools;
    }

    @Override
    public boolean claims(HttpRequest request) {
        return request.rawPath().contains("/.well-known/")
                && PATH.matcher(request.rawPath()).matches();
    }

    @Override
    public boolean isForAllPages() {
        return true;
    }

    @Override
    public HttpResponse serve(HttpRequest request) {
        Matcher path = PATH.matcher(request.rawPath());
        Optional<StoredPool> pool = path.matches() ? pools.find(path.group(1)) : Optional.empty();
        if (pool.isEmpty()) {
            return HttpResponse.of(404, "application/json", "{\"message\":\"User pool does not exist.\"}");
        }
        Map<String, Object> document = path.group(2).equals("jwks.json") ? keys(pool.get()) : configuration(pool.get());
        return HttpResponse.of(200, "application/json", Json.text(document));
    }

    private static Map<String, Object> keys(StoredPool pool) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("alg", "RS256");
        key.put("e", pool.exponent());
        key.put("kid", pool.keyId());
        key.put("kty", "RSA");
        key.put("n", pool.modulus());
        key.put("use", "sig");
        return Map.of("keys", List.of(key));
    }

    private static Map<String, Object> configuration(StoredPool pool) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        document.put("issuer", pool.issuer());
        document.put("jwks_uri", pool.issuer() + "/.well-known/jwks.json");
        document.put("response_types_supported", List.of("code", "token"));
        document.put("scopes_supported", List.of("openid", "email", "phone", "profile"));
        document.put("subject_types_supported", List.of("public"));
        return document;
    }
}
