package samara.transform.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.Nothing;
import samara.transform.model.Arns;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.LogicalId;

/// The custom `Domain` of an HTTP or WebSocket API, always regional. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapidomainconfiguration.html>.
final class V2Domain {
    private static final Pattern PATH = Pattern.compile("[0-9a-zA-Z/\\-_]*");

    private V2Domain() {}

    /// The domain, its mappings and records; nothing where there is no domain.
    ///
    /// @param creator the tag that says that SAM made it
    /// @param groups the record set groups that the domain's records go to
    static List<CfnResource> of(Definition definition, String creator, RecordSets groups) {
        Draft given = definition.get("Domain");
        if (given.isNothing()) {
            return List.of();
        }
        DraftObject config = definition.requireObject(given, "Domain");
        for (String name : List.of("DomainName", "CertificateArn")) {
            if (config.get(name).isNothing()) {
                throw definition.reject(config, "missing-property", "`Domain` needs `" + name + "`.");
            }
        }
        String id = LogicalId.of("ApiGatewayDomainNameV2", config.get("DomainName"));
        List<CfnResource> made = new ArrayList<>(List.of(domain(definition, config, id, creator)));
        made.addAll(mappings(definition, config, id));
        if (!config.get("Route53").isNothing()) {
            DraftObject route53 = RecordSets.check(definition, config.get("Route53"));
            DraftObject alias = DraftObject.make()
                    .putSome("EvaluateTargetHealth", route53.get("EvaluateTargetHealth"))
                    .put("HostedZoneId", Intrinsics.getAtt(id, "RegionalHostedZoneId"))
                    .put("DNSName", Intrinsics.getAtt(id, "RegionalDomainName"));
            made.add(groups.addWithOneZone(definition, route53, RecordSets.records(config, route53, alias)));
        }
        return made;
    }

    private static CfnResource domain(Definition definition, DraftObject config, String id, String creator) {
        Draft endpoint = config.get("EndpointConfiguration");
        if (!endpoint.isNothing() && !endpoint.is("REGIONAL")) {
            throw definition.reject(
                    endpoint, "endpoint", "`EndpointConfiguration` of this domain can only be `REGIONAL`.");
        }
        DraftObject configuration = DraftObject.of("CertificateArn", config.get("CertificateArn"))
                .put("EndpointType", endpoint.isNothing() ? DraftText.of("REGIONAL") : endpoint)
                .putTruthy("OwnershipVerificationCertificateArn", config.get("OwnershipVerificationCertificateArn"))
                .putTruthy("SecurityPolicy", config.get("SecurityPolicy"));
        CfnResource domain = definition
                .extra(id, "AWS::ApiGatewayV2::DomainName")
                .set("DomainName", config.get("DomainName"))
                .set("Tags", DraftObject.make().put(creator, "SAM"))
                .set("DomainNameConfigurations", DraftList.of(configuration));
        if (config.get("MutualTlsAuthentication").truthy()) {
            DraftObject given =
                    definition.requireObject(config.get("MutualTlsAuthentication"), "Domain.MutualTlsAuthentication");
            // AWS's transform names the wrong members where it names a resource elsewhere.
            List<String> wrong = given.names().stream()
                    .filter(name -> !name.equals("TruststoreUri") && !name.equals("TruststoreVersion"))
                    .sorted()
                    .toList();
            domain.set("MutualTlsAuthentication", ApiDomain.mutualTls(definition, given, String.join(",", wrong)));
        }
        return domain;
    }

    private static List<CfnResource> mappings(Definition definition, DraftObject config, String domainId) {
        Draft paths = config.get("BasePath");
        List<Draft> list = paths instanceof DraftList own && own.truthy()
                ? own.elements()
                : paths instanceof DraftText text && text.truthy() ? List.of(text) : List.of();
        if (list.isEmpty()) {
            return List.of(mapping(definition, definition.id() + "ApiMapping", domainId, Nothing.HERE));
        }
        List<CfnResource> mappings = new ArrayList<>();
        for (Draft path : list) {
            if (!(path instanceof DraftText text)) {
                throw definition.reject(path, "wrong-type", "`BasePath` needs to be a string or a list of strings.");
            }
            if (!PATH.matcher(text.value()).matches()) {
                throw definition.reject(
                        path,
                        "base-path",
                        "`BasePath` can have letters, digits, slashes, hyphens and underscores only.");
            }
            String id = definition.id() + text.value().replaceAll("[\\-_/]+", "") + "ApiMapping";
            String key = text.value().replaceAll("^/+|/+$", "");
            mappings.add(mapping(definition, id, domainId, text.with(key)));
        }
        return mappings;
    }

    private static CfnResource mapping(Definition definition, String id, String domainId, Draft key) {
        return definition
                .extra(id, "AWS::ApiGatewayV2::ApiMapping")
                .set("DomainName", Intrinsics.ref(domainId))
                .set("ApiId", Intrinsics.ref(definition.id()))
                .set("Stage", Intrinsics.ref(definition.id() + ".Stage"))
                .set("ApiMappingKey", key);
    }

    /// Lets an API call the function of its authorizer.
    static CfnResource authorizerPermission(Definition definition, String id, Draft function) {
        String arn = Arns.inStack("execute-api", "${__ApiId__}/authorizers/*");
        return definition
                .extra(id, "AWS::Lambda::Permission")
                .set("Action", "lambda:InvokeFunction")
                .set("FunctionName", function)
                .set("Principal", "apigateway.amazonaws.com")
                .set("SourceArn", Intrinsics.sub(arn, DraftObject.of("__ApiId__", Intrinsics.ref(definition.id()))));
    }
}
