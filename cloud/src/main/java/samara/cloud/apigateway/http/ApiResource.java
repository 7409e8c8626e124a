package samara.cloud.apigateway.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.apigateway.BodyInS3;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.gateway.openapi.OpenApiText;
import samara.template.Node;
import samara.wire.AwsException;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.CreateApiRequest;
import samara.wire.apigatewayv2.DeleteApiRequest;
import samara.wire.apigatewayv2.GetApiRequest;
import samara.wire.apigatewayv2.GetApiResponse;
import samara.wire.apigatewayv2.ImportApiRequest;
import samara.wire.apigatewayv2.ReimportApiRequest;
import samara.wire.apigatewayv2.UpdateApiRequest;

/// `AWS::ApiGatewayV2::Api`. `Ref` is the API's id. A `Body` overwrites what the API was, but for its id.
final class ApiResource implements ResourceType<ApiResource.Properties, ApiResource.Attributes> {

    record Properties(
            Optional<String> name,
            Optional<String> protocolType,
            Optional<Node> body,
            Optional<S3Location> bodyS3Location,
            Optional<String> basePath,
            Optional<Boolean> failOnWarnings,
            Optional<String> description,
            Optional<String> version,
            Optional<Boolean> disableExecuteApiEndpoint,
            Optional<Boolean> disableSchemaValidation,
            Optional<Cors> corsConfiguration,
            Optional<String> routeSelectionExpression,
            Optional<String> apiKeySelectionExpression,
            Optional<String> ipAddressType,
            Optional<String> routeKey,
            Optional<String> target,
            Optional<String> credentialsArn,
            Optional<Map<String, String>> tags) {}

    record S3Location(Optional<String> bucket, Optional<String> key, Optional<String> version, Optional<String> etag) {
        byte[] read(ResourceContext context) {
            return BodyInS3.read(new BodyInS3.Location(bucket, key, version, etag), context);
        }
    }

    record Cors(
            Optional<Boolean> allowCredentials,
            Optional<List<String>> allowHeaders,
            Optional<List<String>> allowMethods,
            Optional<List<String>> allowOrigins,
            Optional<List<String>> exposeHeaders,
            Optional<Integer> maxAge) {

        samara.wire.apigatewayv2.Cors wire() {
            return samara.wire.apigatewayv2.Cors.builder()
                    .allowCredentials(allowCredentials.orElse(null))
                    .allowHeaders(allowHeaders.orElse(null))
                    .allowMethods(allowMethods.orElse(null))
                    .allowOrigins(allowOrigins.orElse(null))
                    .exposeHeaders(exposeHeaders.orElse(null))
                    .maxAge(maxAge.orElse(null))
                    .build();
        }
    }

    record Attributes(String apiId, String apiEndpoint) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGatewayV2::Api", Properties.class, Attributes.class)
                .replacedOn("ProtocolType");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        refuse(desired);
        Optional<String> definition = definition(desired, context);
        String id = definition.map(body -> imported(body, desired, context)).orElseGet(() -> created(desired, context));
        try {
            if (definition.isPresent()) {
                change(id, desired, context);
            }
            ResourceTags.update("/apis/" + id, Optional.empty(), desired.tags(), context);
            return physical(id, context);
        } catch (AwsException e) {
            delete(id, context);
            throw e;
        }
    }

    private static void refuse(Properties desired) {
        if (desired.body().isPresent() && desired.bodyS3Location().isPresent()) {
            throw ApiGatewayErrors.badRequest("An API has a `Body` or a `BodyS3Location`, not both");
        }
        if (desired.basePath().isPresent()) {
            throw ApiGatewayErrors.notBuilt("`BasePath` of an HTTP API");
        }
    }

    private static Optional<String> definition(Properties desired, ResourceContext context) {
        return desired.bodyS3Location()
                .map(location -> new String(location.read(context), StandardCharsets.UTF_8))
                .or(() -> desired.body().map(OpenApiText::write));
    }

    private static String imported(String body, Properties desired, ResourceContext context) {
        var request = ImportApiRequest.builder()
                .body(body)
                .failOnWarnings(desired.failOnWarnings().orElse(null))
                .build();
        return context.calls()
                .call(ApiGatewayV2Api.IMPORT_API, request, context.call())
                .apiId()
                .orElseThrow();
    }

    private static String created(Properties desired, ResourceContext context) {
        var request = CreateApiRequest.builder()
                .name(desired.name()
                        .orElseThrow(() -> ApiGatewayErrors.badRequest("An HTTP API needs a `Name` or a `Body`")))
                .protocolType(desired.protocolType()
                        .orElseThrow(() -> ApiGatewayErrors.badRequest("An API needs a `ProtocolType` or a `Body`")))
                .description(desired.description().orElse(null))
                .version(desired.version().orElse(null))
                .disableExecuteApiEndpoint(desired.disableExecuteApiEndpoint().orElse(null))
                .disableSchemaValidation(desired.disableSchemaValidation().orElse(null))
                .corsConfiguration(desired.corsConfiguration().map(Cors::wire).orElse(null))
                .routeSelectionExpression(desired.routeSelectionExpression().orElse(null))
                .apiKeySelectionExpression(desired.apiKeySelectionExpression().orElse(null))
                .ipAddressType(desired.ipAddressType().orElse(null))
                .routeKey(desired.routeKey().orElse(null))
                .target(desired.target().orElse(null))
                .credentialsArn(desired.credentialsArn().orElse(null))
                .build();
        return context.calls()
                .call(ApiGatewayV2Api.CREATE_API, request, context.call())
                .apiId()
                .orElseThrow();
    }

    private static void change(String id, Properties desired, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayV2Api.UPDATE_API,
                        UpdateApiRequest.builder()
                                .apiId(id)
                                .name(desired.name().orElse(null))
                                .description(desired.description().orElse(null))
                                .version(desired.version().orElse(null))
                                .disableExecuteApiEndpoint(
                                        desired.disableExecuteApiEndpoint().orElse(null))
                                .corsConfiguration(desired.corsConfiguration()
                                        .map(Cors::wire)
                                        .orElse(null))
                                .ipAddressType(desired.ipAddressType().orElse(null))
                                .routeSelectionExpression(
                                        desired.routeSelectionExpression().orElse(null))
                                .build(),
                        context.call());
    }

    private static Physical<Attributes> physical(String id, ResourceContext context) {
        GetApiResponse api = context.calls()
                .call(ApiGatewayV2Api.GET_API, GetApiRequest.builder().apiId(id).build(), context.call());
        return new Physical<>(id, new Attributes(id, api.apiEndpoint().orElse("")));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        refuse(to);
        definition(to, context)
                .ifPresent(body -> context.calls()
                        .call(
                                ApiGatewayV2Api.REIMPORT_API,
                                ReimportApiRequest.builder()
                                        .apiId(at.id())
                                        .body(body)
                                        .failOnWarnings(to.failOnWarnings().orElse(null))
                                        .build(),
                                context.call()));
        change(at.id(), to, context);
        ResourceTags.update("/apis/" + at.id(), from.tags(), to.tags(), context);
        return physical(at.id(), context);
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(ApiGatewayErrors.NOT_FOUND, () -> delete(at.id(), context));
    }

    private static void delete(String id, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayV2Api.DELETE_API,
                        DeleteApiRequest.builder().apiId(id).build(),
                        context.call());
    }
}
