package samara.cloud.apigateway;

import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateUsagePlanKeyRequest;
import samara.wire.apigateway.DeleteUsagePlanKeyRequest;

/// `AWS::ApiGateway::UsagePlanKey`: an API key in a usage plan. `Ref` is `key:plan`.
final class UsagePlanKeyResource
        implements ResourceType<UsagePlanKeyResource.Properties, UsagePlanKeyResource.Attributes> {

    record Properties(String keyId, String keyType, String usagePlanId) {}

    record Attributes(String id) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::UsagePlanKey", Properties.class, Attributes.class)
                .replacedOn("KeyId", "KeyType", "UsagePlanId");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayApi.CREATE_USAGE_PLAN_KEY,
                        CreateUsagePlanKeyRequest.builder()
                                .keyId(desired.keyId())
                                .keyType(desired.keyType())
                                .usagePlanId(desired.usagePlanId())
                                .build(),
                        context.call());
        String id = desired.keyId() + ":" + desired.usagePlanId();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayApi.DELETE_USAGE_PLAN_KEY,
                                DeleteUsagePlanKeyRequest.builder()
                                        .keyId(last.keyId())
                                        .usagePlanId(last.usagePlanId())
                                        .build(),
                                context.call()));
    }
}
