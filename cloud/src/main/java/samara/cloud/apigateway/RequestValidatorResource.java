package samara.cloud.apigateway;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateRequestValidatorRequest;
import samara.wire.apigateway.DeleteRequestValidatorRequest;
import samara.wire.apigateway.UpdateRequestValidatorRequest;

/// `AWS::ApiGateway::RequestValidator`. `Ref` is the validator's id.
final class RequestValidatorResource
        implements ResourceType<RequestValidatorResource.Properties, RequestValidatorResource.Attributes> {

    record Properties(
            String restApiId,
            Optional<String> name,
            Optional<Boolean> validateRequestBody,
            Optional<Boolean> validateRequestParameters) {}

    record Attributes(String requestValidatorId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::RequestValidator", Properties.class, Attributes.class)
                .replacedOn("RestApiId", "Name");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request = CreateRequestValidatorRequest.builder()
                .restApiId(desired.restApiId())
                .name(desired.name().orElseGet(() -> context.generatedName(64)));
        desired.validateRequestBody().ifPresent(request::validateRequestBody);
        desired.validateRequestParameters().ifPresent(request::validateRequestParameters);
        String id = context.calls()
                .call(ApiGatewayApi.CREATE_REQUEST_VALIDATOR, request.build(), context.call())
                .id()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayApi.UPDATE_REQUEST_VALIDATOR,
                        UpdateRequestValidatorRequest.builder()
                                .restApiId(to.restApiId())
                                .requestValidatorId(at.id())
                                .patchOperations(List.of(
                                        RestApiResource.patch(
                                                "replace",
                                                "/validateRequestBody",
                                                to.validateRequestBody()
                                                        .orElse(false)
                                                        .toString()),
                                        RestApiResource.patch(
                                                "replace",
                                                "/validateRequestParameters",
                                                to.validateRequestParameters()
                                                        .orElse(false)
                                                        .toString())))
                                .build(),
                        context.call());
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayApi.DELETE_REQUEST_VALIDATOR,
                                DeleteRequestValidatorRequest.builder()
                                        .restApiId(last.restApiId())
                                        .requestValidatorId(at.id())
                                        .build(),
                                context.call()));
    }
}
