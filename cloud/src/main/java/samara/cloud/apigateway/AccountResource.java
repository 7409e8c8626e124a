package samara.cloud.apigateway;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.PatchOperation;
import samara.wire.apigateway.UpdateAccountRequest;

/// `AWS::ApiGateway::Account`: the role with which API Gateway writes logs. There is one an account and Region, so that
/// deleting the resource leaves it as it is.
final class AccountResource implements ResourceType<AccountResource.Properties, AccountResource.Attributes> {

    record Properties(Optional<String> cloudWatchRoleArn) {}

    record Attributes(String id) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::Account", Properties.class, Attributes.class);
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        set(desired, context);
        String id = context.generatedName(64);
        return new Physical<>(id, new Attributes(id));
    }

    private static void set(Properties desired, ResourceContext context) {
        PatchOperation patch = RestApiResource.patch(
                "replace", "/cloudwatchRoleArn", desired.cloudWatchRoleArn().orElse(""));
        context.calls()
                .call(
                        ApiGatewayApi.UPDATE_ACCOUNT,
                        UpdateAccountRequest.builder()
                                .patchOperations(List.of(patch))
                                .build(),
                        context.call());
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        set(to, context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {}
}
