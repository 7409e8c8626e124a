package samara.cloud.apigateway.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.apigateway.domain.DomainSettings;
import samara.cloud.apigateway.domain.DomainSettings.Truststore;
import samara.cloud.apigateway.domain.Domains;
import samara.cloud.apigateway.domain.StoredDomain;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.apigatewayv2.ApiGatewayV2Api;
import samara.wire.apigatewayv2.DomainNameConfiguration;
import samara.wire.apigatewayv2.MutualTlsAuthentication;
import samara.wire.apigatewayv2.MutualTlsAuthenticationInput;

/// Operations on custom domain names.
final class DomainControl {
    private final Domains domains;

    DomainControl(Domains domains) {
        this.domains = domains;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ControlOperation<>(ApiGatewayV2Api.CREATE_DOMAIN_NAME, "POST", in -> "/domainnames", this::create),
                new ControlOperation<>(ApiGatewayV2Api.GET_DOMAIN_NAME, "GET", DomainControl::path, this::get),
                new ControlOperation<>(ApiGatewayV2Api.GET_DOMAIN_NAMES, "GET", in -> "/domainnames", this::list),
                new ControlOperation<>(ApiGatewayV2Api.UPDATE_DOMAIN_NAME, "PATCH", DomainControl::path, this::update),
                new ControlOperation<>(
                        ApiGatewayV2Api.DELETE_DOMAIN_NAME, "DELETE", DomainControl::path, this::delete));
    }

    static String path(Members in) {
        return "/domainnames/" + in.text("DomainName");
    }

    private Members create(Members in, Call call) {
        refuse(in);
        DomainNameConfiguration given = configuration(in)
                .orElseThrow(
                        () -> ApiGatewayErrors.badRequest("Invalid input. Expected one domain name configuration"));
        String type = given.endpointType().orElse("REGIONAL");
        DomainSettings settings = new DomainSettings(
                type,
                given.certificateArn()
                        .orElseThrow(() -> ApiGatewayErrors.badRequest(
                                "A certificate was not provided for the endpoint type " + type + ".")),
                given.certificateName(),
                given.securityPolicy().orElse("TLS_1_2"),
                given.ownershipVerificationCertificateArn(),
                truststore(in, Optional.empty()));
        if (!type.equals("REGIONAL")) {
            throw ApiGatewayErrors.badRequest("The endpoint type of this domain name can only be REGIONAL");
        }
        return view(domains.create(in.text("DomainName"), settings, in.map("Tags", Map.of()), call));
    }

    private static void refuse(Members in) {
        in.maybe("RoutingMode", String.class)
                .filter(mode -> !mode.equals("API_MAPPING_ONLY"))
                .ifPresent(mode -> {
                    throw ApiGatewayErrors.notBuilt("`routingMode: " + mode + "`");
                });
    }

    @SuppressWarnings("unchecked") // the model says what the list holds
    private static Optional<DomainNameConfiguration> configuration(Members in) {
        List<DomainNameConfiguration> given = (List<DomainNameConfiguration>)
                in.maybe("DomainNameConfigurations", List.class).orElse(List.of());
        if (given.size() > 1) {
            throw ApiGatewayErrors.notBuilt("A domain name with more than one configuration");
        }
        given.stream()
                .flatMap(one -> one.ipAddressType().stream())
                .filter(type -> !type.equals("ipv4"))
                .forEach(type -> {
                    throw ApiGatewayErrors.notBuilt("`ipAddressType: " + type + "`");
                });
        return given.stream().findFirst();
    }

    /// An empty URI ends mutual TLS.
    private static Optional<Truststore> truststore(Members in, Optional<Truststore> before) {
        Optional<MutualTlsAuthenticationInput> given =
                in.maybe("MutualTlsAuthentication", MutualTlsAuthenticationInput.class);
        if (given.isEmpty()) {
            return before;
        }
        Optional<String> version = given.get().truststoreVersion().filter(text -> !text.isEmpty());
        return given.get()
                .truststoreUri()
                .or(() -> before.map(Truststore::uri))
                .filter(uri -> !uri.isEmpty())
                .map(uri -> new Truststore(uri, version));
    }

    private Members get(Members in, Call call) {
        return view(domains.get(call.scope(), in.text("DomainName")));
    }

    private Members list(Members in, Call call) {
        return Pages.of(
                ApiGatewayV2Api.GET_DOMAIN_NAMES,
                domains.list(call.scope()).stream().map(DomainControl::view).toList(),
                in,
                "DomainName");
    }

    private Members update(Members in, Call call) {
        refuse(in);
        Optional<DomainNameConfiguration> given = configuration(in);
        return view(domains.change(in.text("DomainName"), before -> changed(before, given, in), call));
    }

    private static DomainSettings changed(DomainSettings before, Optional<DomainNameConfiguration> given, Members in) {
        given.flatMap(DomainNameConfiguration::endpointType)
                .filter(type -> !type.equals(before.endpointType()))
                .ifPresent(type -> {
                    throw ApiGatewayErrors.notBuilt("Changing the endpoint type of a domain name");
                });
        Optional<Truststore> truststore = truststore(in, before.truststore());
        Optional<String> ownership = given.flatMap(DomainNameConfiguration::ownershipVerificationCertificateArn)
                .or(before::ownershipCertificateArn)
                .filter(arn -> !arn.isEmpty() && truststore.isPresent());
        return new DomainSettings(
                before.endpointType(),
                given.flatMap(DomainNameConfiguration::certificateArn).orElse(before.certificateArn()),
                given.flatMap(DomainNameConfiguration::certificateName).or(before::certificateName),
                given.flatMap(DomainNameConfiguration::securityPolicy).orElse(before.securityPolicy()),
                ownership,
                truststore);
    }

    private Members delete(Members in, Call call) {
        domains.delete(call.scope(), in.text("DomainName"));
        return new Members();
    }

    private static Members view(StoredDomain domain) {
        DomainSettings settings = domain.settings();
        var configuration = DomainNameConfiguration.builder()
                .apiGatewayDomainName(domain.target())
                .certificateArn(settings.certificateArn())
                .certificateName(settings.certificateName().orElse(null))
                .certificateUploadDate(domain.certificateDate())
                .domainNameStatus("AVAILABLE")
                .endpointType(settings.endpointType())
                .hostedZoneId(domain.targetZone())
                .ipAddressType("ipv4")
                .securityPolicy(settings.securityPolicy())
                .ownershipVerificationCertificateArn(
                        settings.ownershipCertificateArn().orElse(null))
                .build();
        return new Members()
                .with("ApiMappingSelectionExpression", "$request.basepath")
                .with("DomainName", domain.name())
                .with("DomainNameArn", domain.arn())
                .with("DomainNameConfigurations", List.of(configuration))
                .with("MutualTlsAuthentication", settings.truststore().map(at -> mutual(at, domain)))
                .with("RoutingMode", "API_MAPPING_ONLY")
                .with("Tags", domain.tags());
    }

    private static MutualTlsAuthentication mutual(Truststore truststore, StoredDomain domain) {
        return MutualTlsAuthentication.builder()
                .truststoreUri(truststore.uri())
                .truststoreVersion(truststore.version().orElse(null))
                .truststoreWarnings(domain.warnings().orElse(null))
                .build();
    }
}
