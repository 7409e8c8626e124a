package samara.transform.api;

import java.util.ArrayList;
import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.Nothing;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.LogicalId;
import samara.transform.model.Rejection;
import samara.transform.model.Translation;

/// The custom `Domain` of a REST API: edge-optimised, regional or private. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-domainconfiguration.html>.
final class ApiDomain {
    /// The hosted zone of all CloudFront distributions.
    private static final String CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";

    private final Definition definition;
    private final Translation translation;
    private final DraftObject config;
    private final boolean isPrivate;
    private final String id;

    /// What is made for a domain.
    record Made(List<CfnResource> resources) {}

    private ApiDomain(Definition definition, Translation translation, DraftObject config) {
        this.definition = definition;
        this.translation = translation;
        this.config = config;
        this.isPrivate = config.get("EndpointConfiguration").is("PRIVATE");
        for (String name : List.of("DomainName", "CertificateArn")) {
            if (config.get(name).isNothing()) {
                throw definition.reject(config, "missing-property", "`Domain` needs `" + name + "`.");
            }
        }
        this.id = LogicalId.of(isPrivate ? "ApiGatewayDomainNameV2" : "ApiGatewayDomainName", config.get("DomainName"));
    }

    static Made of(Definition definition, Translation translation) {
        Draft given = definition.get("Domain");
        if (given.isNothing()) {
            return new Made(List.of());
        }
        return new ApiDomain(definition, translation, definition.requireObject(given, "Domain")).build();
    }

    private Made build() {
        CfnResource domain = domain();
        List<CfnResource> made = new ArrayList<>(List.of(domain));
        made.addAll(mappings());
        if (isPrivate && !config.get("AccessAssociation").isNothing()) {
            made.add(accessAssociation(
                    definition.requireObject(config.get("AccessAssociation"), "Domain.AccessAssociation")));
        }
        if (!config.get("Route53").isNothing()) {
            made.add(records());
        }
        return new Made(made);
    }

    private CfnResource domain() {
        CfnResource domain = definition
                .extra(id, isPrivate ? "AWS::ApiGateway::DomainNameV2" : "AWS::ApiGateway::DomainName")
                .set("DomainName", config.get("DomainName"));
        if (!isPrivate) {
            // The domain as it is hashed into the deployment's id has these two members as well.
            config.put("ApiDomainName", id);
            if (config.get("EndpointConfiguration").isNothing()) {
                config.put("EndpointConfiguration", "REGIONAL");
            }
        }
        Draft endpoint = config.get("EndpointConfiguration");
        if (!endpoint.is("EDGE") && !endpoint.is("REGIONAL") && !endpoint.is("PRIVATE")) {
            throw definition.reject(
                    endpoint,
                    "endpoint",
                    "`EndpointConfiguration` of a domain can be `EDGE`, `REGIONAL` or `PRIVATE`.");
        }
        domain.set(endpoint.is("REGIONAL") ? "RegionalCertificateArn" : "CertificateArn", config.get("CertificateArn"));
        domain.set(
                "EndpointConfiguration",
                DraftObject.of("Types", DraftList.of(endpoint))
                        .putTruthy("IpAddressType", config.get("IpAddressType")));
        DraftObject properties = domain.properties();
        if (!isPrivate && config.get("MutualTlsAuthentication").truthy()) {
            properties.put("MutualTlsAuthentication", mutualTls());
        }
        properties.putTruthy("SecurityPolicy", config.get("SecurityPolicy"));
        properties.putTruthy("EndpointAccessMode", config.get("EndpointAccessMode"));
        if (!isPrivate && config.get("Policy").truthy()) {
            throw Rejection.of(config.get("Policy"), "unknown-property", "Only a `PRIVATE` domain has a `Policy`.")
                    .inResource(id);
        }
        if (isPrivate && config.get("OwnershipVerificationCertificateArn").truthy()) {
            throw Rejection.of(
                            config.get("OwnershipVerificationCertificateArn"),
                            "unknown-property",
                            "A `PRIVATE` domain has no `OwnershipVerificationCertificateArn`.")
                    .inResource(id);
        }
        if (isPrivate) {
            properties.putTruthy("Policy", config.get("Policy"));
        } else {
            properties.putTruthy(
                    "OwnershipVerificationCertificateArn", config.get("OwnershipVerificationCertificateArn"));
        }
        return domain;
    }

    private DraftObject mutualTls() {
        DraftObject given =
                definition.requireObject(config.get("MutualTlsAuthentication"), "Domain.MutualTlsAuthentication");
        return mutualTls(definition, given, definition.id());
    }

    /// The mutual TLS settings of a domain.
    ///
    /// @param blamed the resource that an error names
    static DraftObject mutualTls(Definition definition, DraftObject given, String blamed) {
        List<String> known = List.of("TruststoreUri", "TruststoreVersion");
        given.members().forEach(member -> {
            if (!known.contains(member.name().value())) {
                throw Rejection.at(
                                member.name().span(),
                                "unknown-property",
                                "`MutualTlsAuthentication` has no property `"
                                        + member.name().value() + "`; it has `TruststoreUri` and `TruststoreVersion`.")
                        .inResource(blamed);
            }
        });
        return DraftObject.make()
                .putTruthy("TruststoreUri", given.get("TruststoreUri"))
                .putTruthy("TruststoreVersion", given.get("TruststoreVersion"));
    }

    private List<CfnResource> mappings() {
        Draft paths = config.get("BasePath");
        DraftList list = paths instanceof DraftList own && own.truthy()
                ? own
                : paths instanceof DraftText text && text.truthy() ? DraftList.of(text) : DraftList.of();
        if (list.size() == 0) {
            return List.of(mapping(definition.id() + "BasePathMapping", Nothing.HERE));
        }
        boolean normalizes = !config.has("NormalizeBasePath")
                || config.get("NormalizeBasePath").truthy();
        List<CfnResource> mappings = new ArrayList<>();
        for (Draft path : list) {
            if (!(path instanceof DraftText text)) {
                throw definition.reject(path, "wrong-type", "`BasePath` needs to be a string or a list of strings.");
            }
            StringBuilder letters = new StringBuilder();
            text.value().codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
            mappings.add(mapping(
                    definition.id() + letters + "BasePathMapping", normalizes ? text.with(letters.toString()) : text));
        }
        return mappings;
    }

    private CfnResource mapping(String mappingId, Draft path) {
        return definition
                .extra(mappingId, isPrivate ? "AWS::ApiGateway::BasePathMappingV2" : "AWS::ApiGateway::BasePathMapping")
                .set(isPrivate ? "DomainNameArn" : "DomainName", Intrinsics.ref(id))
                .set("RestApiId", Intrinsics.ref(definition.id()))
                .set("Stage", Intrinsics.ref(definition.id() + ".Stage"))
                .set("BasePath", path);
    }

    private CfnResource accessAssociation(DraftObject association) {
        Draft endpoint = association.get("VpcEndpointId");
        String associationId = LogicalId.of("DomainNameAccessAssociation", DraftList.of(endpoint, DraftText.of(id)));
        return definition
                .extra(associationId, "AWS::ApiGateway::DomainNameAccessAssociation")
                .set("DomainNameArn", Intrinsics.ref(id))
                .set("AccessAssociationSourceType", "VPCE")
                .set("AccessAssociationSource", endpoint);
    }

    private CfnResource records() {
        DraftObject route53 = RecordSets.check(definition, config.get("Route53"));
        DraftList records = RecordSets.records(config, route53, alias(route53));
        Draft separate = route53.get("SeparateRecordSetGroup");
        if (!separate.truthy()) {
            return RecordSets.of(translation).add(definition, route53, records);
        }
        if (!(separate instanceof DraftBoolean)) {
            throw definition.reject(
                    separate,
                    "wrong-type",
                    "`SeparateRecordSetGroup` needs to be a boolean, not " + separate.aKind() + ".");
        }
        return RecordSets.separate(definition, route53, config.get("DomainName"), records);
    }

    private DraftObject alias(DraftObject route53) {
        DraftObject alias = DraftObject.make().putSome("EvaluateTargetHealth", route53.get("EvaluateTargetHealth"));
        Draft endpoint = config.get("EndpointConfiguration");
        if (endpoint.is("REGIONAL")) {
            return alias.put("HostedZoneId", Intrinsics.getAtt(id, "RegionalHostedZoneId"))
                    .put("DNSName", Intrinsics.getAtt(id, "RegionalDomainName"));
        }
        if (endpoint.is("EDGE")) {
            if (route53.get("DistributionDomainName").isNothing()) {
                route53.put("DistributionDomainName", Intrinsics.getAtt(id, "DistributionDomainName"));
            }
            return alias.put("HostedZoneId", CLOUDFRONT_ZONE).put("DNSName", route53.get("DistributionDomainName"));
        }
        return alias.put("HostedZoneId", route53.get("VpcEndpointHostedZoneId"))
                .put("DNSName", route53.get("VpcEndpointDomainName"));
    }
}
