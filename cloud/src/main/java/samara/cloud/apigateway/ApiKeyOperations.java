package samara.cloud.apigateway;

import java.util.List;
import java.util.Map;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateApiKeyRequest;
import samara.wire.apigateway.DeleteApiKeyRequest;
import samara.wire.apigateway.GetApiKeyRequest;
import samara.wire.apigateway.GetApiKeysRequest;
import samara.wire.apigateway.UpdateApiKeyRequest;

/// Operations on API keys.
final class ApiKeyOperations {
    private final ApiKeys keys;

    ApiKeyOperations(ApiKeys keys) {
        this.keys = keys;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(ApiGatewayApi.CREATE_API_KEY, "POST", in -> "/apikeys", this::create),
                new ApiOperation<>(ApiGatewayApi.GET_API_KEY, "GET", in -> "/apikeys/" + in.apiKey(), this::get),
                new ApiOperation<>(ApiGatewayApi.GET_API_KEYS, "GET", in -> "/apikeys", this::list),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_API_KEY, "PATCH", in -> "/apikeys/" + in.apiKey(), this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_API_KEY, "DELETE", in -> "/apikeys/" + in.apiKey(), this::delete));
    }

    private static samara.wire.apigateway.ApiKey view(StoredKey key, boolean withValue) {
        var view = samara.wire.apigateway.ApiKey.builder()
                .id(key.id())
                .name(key.name())
                .enabled(key.enabled())
                .createdDate(key.createdDate())
                .lastUpdatedDate(key.lastUpdatedDate())
                .stageKeys(key.stageKeys())
                .tags(key.tags());
        if (withValue) {
            view.value(key.value());
        }
        key.customerId().ifPresent(view::customerId);
        key.description().ifPresent(view::description);
        return view.build();
    }

    private samara.wire.apigateway.ApiKey create(CreateApiKeyRequest in, Call call) {
        in.value().filter(v -> v.length() < 20 || v.length() > 128).ifPresent(v -> {
            throw ApiGatewayErrors.badRequest("API Key value should be at least 20 characters");
        });
        String id = keys.newId();
        StoredKey key = new StoredKey(
                id,
                in.value().orElseGet(keys::newValue),
                in.name().orElse(id),
                in.customerId(),
                in.description(),
                in.enabled().orElse(false),
                keys.now(),
                keys.now(),
                in.stageKeys().orElse(List.of()).stream()
                        .map(s -> s.restApiId().orElse("") + "/" + s.stageName().orElse(""))
                        .toList(),
                in.tags().orElse(Map.of()));
        return view(keys.create(call.scope(), key), true);
    }

    private samara.wire.apigateway.ApiKey get(GetApiKeyRequest in, Call call) {
        return view(keys.key(call.scope(), in.apiKey()), in.includeValue().orElse(false));
    }

    private samara.wire.apigateway.ApiKeys list(GetApiKeysRequest in, Call call) {
        List<StoredKey> found = keys.keys(call.scope()).stream()
                .filter(k -> in.nameQuery().filter(n -> !k.name().startsWith(n)).isEmpty())
                .filter(k -> in.customerId().isEmpty() || k.customerId().equals(in.customerId()))
                .toList();
        var page = Pages.of(found, StoredKey::id, in.position(), in.limit());
        var view = samara.wire.apigateway.ApiKeys.builder()
                .items(page.items().stream()
                        .map(k -> view(k, in.includeValues().orElse(false)))
                        .toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private samara.wire.apigateway.ApiKey update(UpdateApiKeyRequest in, Call call) {
        StoredKey changed = keys.changeKey(call.scope(), in.apiKey(), key -> {
            StoredKey after = key;
            for (Patches.Patch patch : Views.patches(in.patchOperations())) {
                Patches.Patch own = switch (patch.path()) {
                    case "/name", "/description", "/enabled", "/customerId" -> patch;
                    case "/stages" ->
                        new Patches.Patch(
                                patch.op(), "/stageKeys/" + patch.required().replace("/", "~1"), patch.value());
                    default -> throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
                };
                after = Patches.apply(StoredKey.class, after, own);
            }
            return after;
        });
        return view(changed, false);
    }

    private Nothing delete(DeleteApiKeyRequest in, Call call) {
        keys.deleteKey(call.scope(), in.apiKey());
        return Nothing.INSTANCE;
    }
}
