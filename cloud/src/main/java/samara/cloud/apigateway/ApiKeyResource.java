package samara.cloud.apigateway;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Attribute;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateApiKeyRequest;
import samara.wire.apigateway.DeleteApiKeyRequest;
import samara.wire.apigateway.StageKey;
import samara.wire.apigateway.UpdateApiKeyRequest;

/// `AWS::ApiGateway::ApiKey`. `Ref` is the key's id. A new name or value replaces it.
final class ApiKeyResource implements ResourceType<ApiKeyResource.Properties, ApiKeyResource.Attributes> {

    record Properties(
            Optional<String> name,
            Optional<String> description,
            Optional<Boolean> enabled,
            Optional<Boolean> generateDistinctId,
            Optional<String> value,
            Optional<String> customerId,
            Optional<List<Key>> stageKeys,
            Optional<List<ResourceTag>> tags) {}

    record Key(Optional<String> restApiId, Optional<String> stageName) {}

    record Attributes(@Attribute("APIKeyId") String apiKeyId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::ApiKey", Properties.class, Attributes.class)
                .replacedOn("Name", "Value", "GenerateDistinctId");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request = CreateApiKeyRequest.builder()
                .name(desired.name().orElseGet(() -> context.generatedName(128)))
                .enabled(desired.enabled().orElse(false))
                .stageKeys(desired.stageKeys().orElse(List.of()).stream()
                        .map(key -> StageKey.builder()
                                .restApiId(key.restApiId().orElse(""))
                                .stageName(key.stageName().orElse(""))
                                .build())
                        .toList())
                .tags(context.tags(desired.tags().orElse(List.of())));
        desired.description().ifPresent(request::description);
        desired.value().ifPresent(request::value);
        desired.customerId().ifPresent(request::customerId);
        String id = context.calls()
                .call(ApiGatewayApi.CREATE_API_KEY, request.build(), context.call())
                .id()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayApi.UPDATE_API_KEY,
                        UpdateApiKeyRequest.builder()
                                .apiKey(at.id())
                                .patchOperations(List.of(
                                        RestApiResource.patch(
                                                "replace",
                                                "/enabled",
                                                to.enabled().orElse(false).toString()),
                                        RestApiResource.patch(
                                                "replace",
                                                "/description",
                                                to.description().orElse("")),
                                        RestApiResource.patch(
                                                "replace",
                                                "/customerId",
                                                to.customerId().orElse(""))))
                                .build(),
                        context.call());
        ResourceTags.update("/apikeys/" + at.id(), from.tags(), to.tags(), context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayApi.DELETE_API_KEY,
                                DeleteApiKeyRequest.builder().apiKey(at.id()).build(),
                                context.call()));
    }
}
