package samara.cloud.apigateway.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.CreateDomainNameRequest;
import samara.wire.apigatewayv2.CreateDomainNameResponse;
import samara.wire.apigatewayv2.DeleteDomainNameRequest;
import samara.wire.apigatewayv2.DomainNameConfiguration;
import samara.wire.apigatewayv2.MutualTlsAuthenticationInput;
import samara.wire.apigatewayv2.UpdateDomainNameRequest;

/// `AWS::ApiGatewayV2::DomainName`. `Ref` is the domain name; a new one replaces it.
///
/// See
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-domainname.html>.
final class DomainNameResource implements ResourceType<DomainNameResource.Properties, DomainNameResource.Attributes> {

    record Properties(
            String domainName,
            Optional<List<Configuration>> domainNameConfigurations,
            Optional<MutualTls> mutualTlsAuthentication,
            Optional<String> routingMode,
            Optional<Map<String, String>> tags) {

        Optional<List<DomainNameConfiguration>> configurations() {
            return domainNameConfigurations.map(
                    all -> all.stream().map(Configuration::wire).toList());
        }
    }

    record Configuration(
            Optional<String> certificateArn,
            Optional<String> certificateName,
            Optional<String> endpointType,
            Optional<String> ipAddressType,
            Optional<String> ownershipVerificationCertificateArn,
            Optional<String> securityPolicy) {

        DomainNameConfiguration wire() {
            return DomainNameConfiguration.builder()
                    .certificateArn(certificateArn.orElse(null))
                    .certificateName(certificateName.orElse(null))
                    .endpointType(endpointType.orElse(null))
                    .ipAddressType(ipAddressType.orElse(null))
                    .ownershipVerificationCertificateArn(ownershipVerificationCertificateArn.orElse(null))
                    .securityPolicy(securityPolicy.orElse(null))
                    .build();
        }
    }

    record MutualTls(Optional<String> truststoreUri, Optional<String> truststoreVersion) {
        MutualTlsAuthenticationInput wire() {
            return MutualTlsAuthenticationInput.builder()
                    .truststoreUri(truststoreUri.orElse(null))
                    .truststoreVersion(truststoreVersion.orElse(null))
                    .build();
        }
    }

    record Attributes(
            String domainName, String domainNameArn, String regionalDomainName, String regionalHostedZoneId) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::ApiGatewayV2::DomainName", Properties.class, Attributes.class)
                .replacedOn("DomainName");
    }

    @Override
    public Optional<String> nameProperty() {
        return Optional.of("DomainName");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request = CreateDomainNameRequest.builder()
                .domainName(desired.domainName())
                .domainNameConfigurations(desired.configurations().orElse(null))
                .mutualTlsAuthentication(
                        desired.mutualTlsAuthentication().map(MutualTls::wire).orElse(null))
                .routingMode(desired.routingMode().orElse(null))
                .tags(context.tags(desired.tags().orElse(Map.of())))
                .build();
        CreateDomainNameResponse made =
                context.calls().call(ApiGatewayV2Api.CREATE_DOMAIN_NAME, request, context.call());
        DomainNameConfiguration shown =
                made.domainNameConfigurations().orElseThrow().getFirst();
        String name = made.domainName().orElseThrow();
        return new Physical<>(
                name,
                new Attributes(
                        name,
                        made.domainNameArn().orElseThrow(),
                        shown.apiGatewayDomainName().orElseThrow(),
                        shown.hostedZoneId().orElseThrow()));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        // A truststore is read again at each update, since its object may have changed; an empty URI ends mutual TLS.
        MutualTlsAuthenticationInput trust = to.mutualTlsAuthentication()
                .map(MutualTls::wire)
                .orElseGet(() ->
                        MutualTlsAuthenticationInput.builder().truststoreUri("").build());
        context.calls()
                .call(
                        ApiGatewayV2Api.UPDATE_DOMAIN_NAME,
                        UpdateDomainNameRequest.builder()
                                .domainName(at.id())
                                .domainNameConfigurations(to.configurations().orElse(null))
                                .mutualTlsAuthentication(trust)
                                .routingMode(to.routingMode().orElse(null))
                                .build(),
                        context.call());
        ResourceTags.update("/domainnames/" + at.id(), from.tags(), to.tags(), context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                ApiGatewayErrors.NOT_FOUND,
                () -> context.calls()
                        .call(
                                ApiGatewayV2Api.DELETE_DOMAIN_NAME,
                                DeleteDomainNameRequest.builder()
                                        .domainName(at.id())
                                        .build(),
                                context.call()));
    }
}
