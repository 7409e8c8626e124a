package samara.cloud.apigateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.gateway.openapi.OpenApiText;
import samara.template.Node;
import samara.wire.AwsException;
import samara.wire.Blob;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateRestApiRequest;
import samara.wire.apigateway.DeleteRestApiRequest;
import samara.wire.apigateway.PatchOperation;
import samara.wire.apigateway.PutRestApiRequest;
import samara.wire.apigateway.RestApi;
import samara.wire.apigateway.UpdateRestApiRequest;

/// `AWS::ApiGateway::RestApi`. `Ref` is the API's id. Nothing but `CloneFrom` replaces it.
///
/// A `Body` overwrites what the API was, but for its id and its endpoint.
final class RestApiResource implements ResourceType<RestApiResource.Properties, RestApiResource.Attributes> {

    record Properties(
            Optional<String> name,
            Optional<String> description,
            Optional<Node> body,
            Optional<BodyInS3.Location> bodyS3Location,
            Optional<String> mode,
            Optional<Boolean> failOnWarnings,
            Optional<Map<String, String>> parameters,
            Optional<List<String>> binaryMediaTypes,
            Optional<Integer> minimumCompressionSize,
            Optional<String> apiKeySourceType,
            Optional<Endpoint> endpointConfiguration,
            Optional<Node> policy,
            Optional<String> cloneFrom,
            Optional<Boolean> disableExecuteApiEndpoint,
            Optional<String> securityPolicy,
            Optional<String> endpointAccessMode,
            Optional<List<ResourceTag>> tags) {}

    record Endpoint(
            Optional<List<String>> types, Optional<List<String>> vpcEndpointIds, Optional<String> ipAddressType) {}

    record Attributes(String restApiId, String rootResourceId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::RestApi", Properties.class, Attributes.class)
                .replacedOn("CloneFrom");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        Optional<byte[]> body = body(desired, context);
        String name = name(desired, body);
        var request = CreateRestApiRequest.builder()
                .name(name)
                .tags(context.tags(desired.tags().orElse(List.of())));
        desired.cloneFrom().ifPresent(request::cloneFrom);
        desired.securityPolicy().ifPresent(request::securityPolicy);
        desired.endpointAccessMode().ifPresent(request::endpointAccessMode);
        RestApi made = context.calls().call(ApiGatewayApi.CREATE_REST_API, request.build(), context.call());
        String id = made.id().orElseThrow();
        try {
            return apply(id, name, desired, body, context);
        } catch (AwsException e) {
            context.calls()
                    .call(
                            ApiGatewayApi.DELETE_REST_API,
                            DeleteRestApiRequest.builder().restApiId(id).build(),
                            context.call());
            throw e;
        }
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        Optional<byte[]> body = body(to, context);
        List<String> endpoints = vpcEndpoints(to);
        List<PatchOperation> gone = vpcEndpoints(from).stream()
                .filter(endpoint -> !endpoints.contains(endpoint))
                .map(endpoint -> patch("remove", "/endpointConfiguration/vpcEndpointIds", endpoint))
                .toList();
        if (!gone.isEmpty()) {
            context.calls()
                    .call(
                            ApiGatewayApi.UPDATE_REST_API,
                            UpdateRestApiRequest.builder()
                                    .restApiId(at.id())
                                    .patchOperations(gone)
                                    .build(),
                            context.call());
        }
        ResourceTags.update("/restapis/" + at.id(), from.tags(), to.tags(), context);
        return apply(at.id(), name(to, body), to, body, context);
    }

    private static Physical<Attributes> apply(
            String id, String name, Properties desired, Optional<byte[]> body, ResourceContext context) {
        body.ifPresent(text -> {
            var put = PutRestApiRequest.builder()
                    .restApiId(id)
                    .mode(desired.mode().orElse("overwrite"))
                    .body(Blob.of(text));
            desired.failOnWarnings().ifPresent(put::failOnWarnings);
            desired.parameters().ifPresent(put::parameters);
            context.calls().call(ApiGatewayApi.PUT_REST_API, put.build(), context.call());
        });
        RestApi api = context.calls()
                .call(
                        ApiGatewayApi.UPDATE_REST_API,
                        UpdateRestApiRequest.builder()
                                .restApiId(id)
                                .patchOperations(patches(name, desired))
                                .build(),
                        context.call());
        return new Physical<>(id, new Attributes(id, api.rootResourceId().orElse("")));
    }

    private static List<String> vpcEndpoints(Properties of) {
        return of.endpointConfiguration().flatMap(Endpoint::vpcEndpointIds).orElse(List.of());
    }

    private static List<PatchOperation> patches(String name, Properties desired) {
        List<PatchOperation> patches = new ArrayList<>();
        patches.add(patch("replace", "/name", name));
        desired.description().ifPresent(text -> patches.add(patch("replace", "/description", text)));
        desired.minimumCompressionSize()
                .ifPresent(size -> patches.add(patch("replace", "/minimumCompressionSize", size.toString())));
        desired.apiKeySourceType().ifPresent(source -> patches.add(patch("replace", "/apiKeySource", source)));
        desired.disableExecuteApiEndpoint()
                .ifPresent(off -> patches.add(patch("replace", "/disableExecuteApiEndpoint", off.toString())));
        desired.policy().ifPresent(policy -> patches.add(patch("replace", "/policy", OpenApiText.write(policy))));
        desired.binaryMediaTypes()
                .orElse(List.of())
                // Templates may spell the slash as the path does: `image~1png`.
                .forEach(type -> patches.add(patch("add", "/binaryMediaTypes/" + type.replace("/", "~1"), "")));
        desired.endpointConfiguration().ifPresent(endpoint -> {
            endpoint.types()
                    .orElse(List.of())
                    .forEach(type -> patches.add(patch("replace", "/endpointConfiguration/types/0", type)));
            endpoint.vpcEndpointIds()
                    .orElse(List.of())
                    .forEach(vpc -> patches.add(patch("add", "/endpointConfiguration/vpcEndpointIds", vpc)));
            endpoint.ipAddressType().filter(t -> !t.equals("ipv4")).ifPresent(t -> {
                throw ApiGatewayErrors.notBuilt("`IpAddressType: " + t + "`");
            });
        });
        return patches;
    }

    static PatchOperation patch(String op, String path, String value) {
        return PatchOperation.builder().op(op).path(path).value(value).build();
    }

    private static Optional<byte[]> body(Properties desired, ResourceContext context) {
        if (desired.bodyS3Location().isPresent()) {
            return Optional.of(BodyInS3.read(desired.bodyS3Location().get(), context));
        }
        return desired.body().map(node -> OpenApiText.write(node).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String name(Properties desired, Optional<byte[]> body) {
        return desired.name()
                .or(() -> body.flatMap(text -> OpenApiText.parse(text)
                        .asObject()
                        .flatMap(document -> document.object("info"))
                        .flatMap(info -> info.get("title"))
                        .flatMap(Node::asText)))
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> ApiGatewayErrors.badRequest("A REST API needs a `Name` or a `Body` with a title"));
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayApi.DELETE_REST_API,
                                DeleteRestApiRequest.builder()
                                        .restApiId(at.id())
                                        .build(),
                                context.call()));
    }
}
