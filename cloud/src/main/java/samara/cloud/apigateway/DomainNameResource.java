package samara.cloud.apigateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceTag;
import samara.cloud.resource.ResourceType;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateDomainNameRequest;
import samara.wire.apigateway.DeleteDomainNameRequest;
import samara.wire.apigateway.DomainName;
import samara.wire.apigateway.EndpointConfiguration;
import samara.wire.apigateway.MutualTlsAuthenticationInput;
import samara.wire.apigateway.PatchOperation;
import samara.wire.apigateway.UpdateDomainNameRequest;

/// `AWS::ApiGateway::DomainName`. `Ref` is the domain name; a new one, or another endpoint type, replaces it.
///
/// See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-domainname.html>.
final class DomainNameResource implements ResourceType<DomainNameResource.Properties, DomainNameResource.Attributes> {

    record Properties(
            String domainName,
            Optional<String> certificateArn,
            Optional<String> regionalCertificateArn,
            Optional<Endpoint> endpointConfiguration,
            Optional<MutualTls> mutualTlsAuthentication,
            Optional<String> ownershipVerificationCertificateArn,
            Optional<String> securityPolicy,
            Optional<String> endpointAccessMode,
            Optional<String> routingMode,
            Optional<List<ResourceTag>> tags) {

        Optional<String> certificate() {
            return regionalCertificateArn.or(() -> certificateArn);
        }
    }

    record Endpoint(Optional<List<String>> types, Optional<String> ipAddressType) {}

    record MutualTls(Optional<String> truststoreUri, Optional<String> truststoreVersion) {}

    record Attributes(
            Optional<String> distributionDomainName,
            Optional<String> distributionHostedZoneId,
            Optional<String> domainNameArn,
            Optional<String> regionalDomainName,
            Optional<String> regionalHostedZoneId) {
        static Attributes of(DomainName made) {
            return new Attributes(
                    made.distributionDomainName(),
                    made.distributionHostedZoneId(),
                    made.domainNameArn(),
                    made.regionalDomainName(),
                    made.regionalHostedZoneId());
        }
    }

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGateway::DomainName", Properties.class, Attributes.class)
                .replacedOn("DomainName", "EndpointConfiguration");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("DomainName");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request = CreateDomainNameRequest.builder()
                .domainName(desired.domainName())
                .certificateArn(desired.certificateArn().orElse(null))
                .regionalCertificateArn(desired.regionalCertificateArn().orElse(null))
                .endpointConfiguration(desired.endpointConfiguration()
                        .map(endpoint -> EndpointConfiguration.builder()
                                .types(endpoint.types().orElse(null))
                                .ipAddressType(endpoint.ipAddressType().orElse(null))
                                .build())
                        .orElse(null))
                .mutualTlsAuthentication(desired.mutualTlsAuthentication()
                        .map(mutual -> MutualTlsAuthenticationInput.builder()
                                .truststoreUri(mutual.truststoreUri().orElse(null))
                                .truststoreVersion(mutual.truststoreVersion().orElse(null))
                                .build())
                        .orElse(null))
                .ownershipVerificationCertificateArn(
                        desired.ownershipVerificationCertificateArn().orElse(null))
                .securityPolicy(desired.securityPolicy().orElse(null))
                .endpointAccessMode(desired.endpointAccessMode().orElse(null))
                .routingMode(desired.routingMode().orElse(null))
                .tags(context.tags(desired.tags().orElse(List.of())))
                .build();
        DomainName made = context.calls().call(ApiGatewayApi.CREATE_DOMAIN_NAME, request, context.call());
        return new Physical<>(made.domainName().orElseThrow(), Attributes.of(made));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        List<PatchOperation> patches = new ArrayList<>();
        patch(patches, "/certificateArn", from.certificate(), to.certificate());
        patch(patches, "/securityPolicy", from.securityPolicy(), to.securityPolicy());
        patch(
                patches,
                "/ownershipVerificationCertificateArn",
                from.ownershipVerificationCertificateArn(),
                to.ownershipVerificationCertificateArn());
        // A truststore is read again at each update, since its object may have changed.
        Optional<MutualTls> trust = to.mutualTlsAuthentication();
        if (trust.isPresent() || from.mutualTlsAuthentication().isPresent()) {
            patches.add(RestApiResource.patch(
                    "replace",
                    "/mutualTlsAuthentication/truststoreUri",
                    trust.flatMap(MutualTls::truststoreUri).orElse("")));
        }
        if (trust.isPresent()) {
            patches.add(RestApiResource.patch(
                    "replace",
                    "/mutualTlsAuthentication/truststoreVersion",
                    trust.flatMap(MutualTls::truststoreVersion).orElse("")));
        }
        ResourceTags.update("/domainnames/" + at.id(), from.tags(), to.tags(), context);
        DomainName made = context.calls()
                .call(
                        ApiGatewayApi.UPDATE_DOMAIN_NAME,
                        UpdateDomainNameRequest.builder()
                                .domainName(at.id())
                                .patchOperations(patches)
                                .build(),
                        context.call());
        return new Physical<>(at.id(), Attributes.of(made));
    }

    private static void patch(List<PatchOperation> patches, String path, Optional<String> from, Optional<String> to) {
        if (!from.equals(to)) {
            patches.add(
                    RestApiResource.patch("replace", path, to.orElse(path.equals("/securityPolicy") ? "TLS_1_2" : "")));
        }
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayApi.DELETE_DOMAIN_NAME,
                                DeleteDomainNameRequest.builder()
                                        .domainName(at.id())
                                        .build(),
                                context.call()));
    }
}
