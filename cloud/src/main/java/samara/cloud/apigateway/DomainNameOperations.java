package samara.cloud.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.domain.DomainSettings;
import samara.cloud.apigateway.domain.DomainSettings.Truststore;
import samara.cloud.apigateway.domain.Domains;
import samara.cloud.apigateway.domain.StoredDomain;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateDomainNameRequest;
import samara.wire.apigateway.DeleteDomainNameRequest;
import samara.wire.apigateway.DomainName;
import samara.wire.apigateway.DomainNames;
import samara.wire.apigateway.EndpointConfiguration;
import samara.wire.apigateway.GetDomainNameRequest;
import samara.wire.apigateway.GetDomainNamesRequest;
import samara.wire.apigateway.MutualTlsAuthentication;
import samara.wire.apigateway.MutualTlsAuthenticationInput;
import samara.wire.apigateway.UpdateDomainNameRequest;

/// Operations on custom domain names.
final class DomainNameOperations {
    private static final String DEFAULT_POLICY = "TLS_1_2";

    private final Domains domains;

    DomainNameOperations(Domains domains) {
        this.domains = domains;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(ApiGatewayApi.CREATE_DOMAIN_NAME, "POST", in -> "/domainnames", this::create),
                new ApiOperation<>(ApiGatewayApi.GET_DOMAIN_NAME, "GET", in -> path(in.domainName()), this::get),
                new ApiOperation<>(ApiGatewayApi.GET_DOMAIN_NAMES, "GET", in -> "/domainnames", this::list),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_DOMAIN_NAME, "PATCH", in -> path(in.domainName()), this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_DOMAIN_NAME, "DELETE", in -> path(in.domainName()), this::delete));
    }

    static String path(String domainName) {
        return "/domainnames/" + domainName;
    }

    /// Refuses the identifier of a private domain, which there is none of.
    static void refuseId(Optional<String> domainNameId) {
        domainNameId.filter(id -> !id.isEmpty()).ifPresent(id -> {
            throw ApiGatewayErrors.notBuilt("A private domain name (`domainNameId`)");
        });
    }

    private DomainName create(CreateDomainNameRequest in, Call call) {
        refuse(in);
        String type = in.endpointConfiguration()
                .flatMap(DomainNameOperations::type)
                .orElse(in.regionalCertificateArn().isPresent() ? "REGIONAL" : "EDGE");
        boolean edge = type.equals("EDGE");
        DomainSettings settings = new DomainSettings(
                type,
                (edge ? in.certificateArn() : in.regionalCertificateArn())
                        .orElseThrow(() -> ApiGatewayErrors.badRequest(
                                "A certificate was not provided for the endpoint type " + type + ".")),
                edge ? in.certificateName() : in.regionalCertificateName(),
                in.securityPolicy().orElse(DEFAULT_POLICY),
                in.ownershipVerificationCertificateArn(),
                in.mutualTlsAuthentication().flatMap(DomainNameOperations::truststore));
        return view(domains.create(in.domainName(), settings, in.tags().orElse(Map.of()), call));
    }

    private static void refuse(CreateDomainNameRequest in) {
        if (in.certificateBody().isPresent()
                || in.certificatePrivateKey().isPresent()
                || in.certificateChain().isPresent()) {
            throw ApiGatewayErrors.badRequest("Certificates can't be uploaded here: import them to ACM, and give"
                    + " `certificateArn` or `regionalCertificateArn`.");
        }
        in.policy().ifPresent(policy -> {
            throw ApiGatewayErrors.notBuilt("The `policy` of a private domain name");
        });
        in.endpointAccessMode().filter(mode -> !mode.equals("BASIC")).ifPresent(mode -> {
            throw ApiGatewayErrors.notBuilt("`endpointAccessMode: " + mode + "`");
        });
        in.routingMode().filter(mode -> !mode.equals("BASE_PATH_MAPPING_ONLY")).ifPresent(mode -> {
            throw ApiGatewayErrors.notBuilt("`routingMode: " + mode + "`");
        });
    }

    private static Optional<String> type(EndpointConfiguration configuration) {
        configuration.ipAddressType().filter(type -> !type.equals("ipv4")).ifPresent(type -> {
            throw ApiGatewayErrors.notBuilt("`ipAddressType: " + type + "`");
        });
        List<String> types = configuration.types().orElse(List.of());
        if (types.size() > 1) {
            throw ApiGatewayErrors.badRequest("A domain name has one endpoint type only");
        }
        return types.stream().findFirst();
    }

    private static Optional<Truststore> truststore(MutualTlsAuthenticationInput in) {
        return in.truststoreUri()
                .filter(uri -> !uri.isEmpty())
                .map(uri -> new Truststore(uri, in.truststoreVersion().filter(version -> !version.isEmpty())));
    }

    private DomainName get(GetDomainNameRequest in, Call call) {
        refuseId(in.domainNameId());
        return view(domains.get(call.scope(), in.domainName()));
    }

    private DomainNames list(GetDomainNamesRequest in, Call call) {
        in.resourceOwner().filter(owner -> !owner.equals("SELF")).ifPresent(owner -> {
            throw ApiGatewayErrors.notBuilt("`resourceOwner: " + owner + "`");
        });
        var page = Pages.of(domains.list(call.scope()), StoredDomain::name, in.position(), in.limit());
        var view = DomainNames.builder()
                .items(page.items().stream().map(DomainNameOperations::view).toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private DomainName update(UpdateDomainNameRequest in, Call call) {
        refuseId(in.domainNameId());
        List<Patches.Patch> patches = Views.patches(in.patchOperations());
        return view(domains.change(
                in.domainName(),
                before -> {
                    DomainSettings after = before;
                    for (Patches.Patch patch : patches) {
                        after = changed(after, patch);
                    }
                    return after;
                },
                call));
    }

    private static DomainSettings changed(DomainSettings before, Patches.Patch patch) {
        Optional<String> value =
                patch.removes() ? Optional.empty() : patch.value().filter(text -> !text.isEmpty());
        return switch (patch.path()) {
            case "/certificateArn", "/regionalCertificateArn" -> before.withCertificateArn(patch.required());
            case "/certificateName", "/regionalCertificateName" -> before.withCertificateName(value);
            case "/securityPolicy" -> before.withSecurityPolicy(patch.required());
            case "/ownershipVerificationCertificateArn" -> before.withOwnershipCertificateArn(value);
            case "/mutualTlsAuthentication" -> before.withTruststore(Optional.empty());
            case "/mutualTlsAuthentication/truststoreUri" ->
                before.withTruststore(
                        value.map(uri -> new Truststore(uri, before.truststore().flatMap(Truststore::version))));
            case "/mutualTlsAuthentication/truststoreVersion" ->
                before.withTruststore(Optional.of(before.truststore()
                        .map(known -> new Truststore(known.uri(), value))
                        .orElseThrow(() ->
                                ApiGatewayErrors.badRequest("The domain name has no truststore to set a version of"))));
            default ->
                throw patch.path().startsWith("/endpointConfiguration")
                        ? ApiGatewayErrors.notBuilt("Changing the endpoint type of a domain name")
                        : ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
        };
    }

    private Nothing delete(DeleteDomainNameRequest in, Call call) {
        refuseId(in.domainNameId());
        domains.delete(call.scope(), in.domainName());
        return Nothing.INSTANCE;
    }

    private static DomainName view(StoredDomain domain) {
        DomainSettings settings = domain.settings();
        var view = DomainName.builder()
                .domainName(domain.name())
                .domainNameArn(domain.arn())
                .domainNameStatus("AVAILABLE")
                .securityPolicy(settings.securityPolicy())
                .routingMode("BASE_PATH_MAPPING_ONLY")
                .endpointConfiguration(EndpointConfiguration.builder()
                        .types(List.of(settings.endpointType()))
                        .ipAddressType("ipv4")
                        .build())
                .certificateUploadDate(domain.certificateDate())
                .ownershipVerificationCertificateArn(
                        settings.ownershipCertificateArn().orElse(null))
                .tags(domain.tags());
        if (domain.isEdge()) {
            view.certificateArn(settings.certificateArn())
                    .certificateName(settings.certificateName().orElse(null))
                    .distributionDomainName(domain.target())
                    .distributionHostedZoneId(domain.targetZone());
        } else {
            view.regionalCertificateArn(settings.certificateArn())
                    .regionalCertificateName(settings.certificateName().orElse(null))
                    .regionalDomainName(domain.target())
                    .regionalHostedZoneId(domain.targetZone());
        }
        settings.truststore()
                .ifPresent(truststore -> view.mutualTlsAuthentication(MutualTlsAuthentication.builder()
                        .truststoreUri(truststore.uri())
                        .truststoreVersion(truststore.version().orElse(null))
                        .truststoreWarnings(domain.warnings().orElse(null))
                        .build()));
        return view.build();
    }
}
