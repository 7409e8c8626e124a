package samara.cloud.apigateway;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.DeleteClientCertificateRequest;
import samara.wire.apigateway.GenerateClientCertificateRequest;
import samara.wire.apigateway.UpdateClientCertificateRequest;

/// `AWS::ApiGateway::ClientCertificate`. `Ref` is the certificate's id.
final class ClientCertificateResource
        implements ResourceType<ClientCertificateResource.Properties, ClientCertificateResource.Attributes> {

    record Properties(Optional<String> description, Optional<List<ResourceTag>> tags) {}

    record Attributes(String clientCertificateId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::ClientCertificate", Properties.class, Attributes.class);
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request = GenerateClientCertificateRequest.builder()
                .tags(context.tags(desired.tags().orElse(List.of())));
        desired.description().ifPresent(request::description);
        String id = context.calls()
                .call(ApiGatewayApi.GENERATE_CLIENT_CERTIFICATE, request.build(), context.call())
                .clientCertificateId()
                .orElseThrow();
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        ApiGatewayApi.UPDATE_CLIENT_CERTIFICATE,
                        UpdateClientCertificateRequest.builder()
                                .clientCertificateId(at.id())
                                .patchOperations(List.of(RestApiResource.patch(
                                        "replace",
                                        "/description",
                                        to.description().orElse(""))))
                                .build(),
                        context.call());
        ResourceTags.update("/clientcertificates/" + at.id(), from.tags(), to.tags(), context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayApi.DELETE_CLIENT_CERTIFICATE,
                                DeleteClientCertificateRequest.builder()
                                        .clientCertificateId(at.id())
                                        .build(),
                                context.call()));
    }
}
