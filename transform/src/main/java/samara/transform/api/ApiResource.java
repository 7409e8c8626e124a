package samara.transform.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.PythonText;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;
import samara.transform.model.S3Location;
import samara.transform.model.SamResourceType;
import samara.transform.model.Tags;
import samara.transform.model.Translation;
import samara.transform.openapi.RestDefinition;

/// `AWS::Serverless::Api`: a REST API with a deployment and a stage, and with whatever its `Auth`, `Domain` and so on
/// take. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html>.
public final class ApiResource implements SamResourceType {
    private static final Pattern VERSION = Pattern.compile("[2-3](\\.\\d)(\\.\\d)?");
    private static final List<String> COPIED_IF_GIVEN = List.of(
            "Name", "Description", "Mode", "ApiKeySourceType", "Policy", "SecurityPolicy", "EndpointAccessMode");

    @Override
    public String type() {
        return "AWS::Serverless::Api";
    }

    @Override
    public Map<String, String> referables() {
        return Map.of(
                "Stage", "AWS::ApiGateway::Stage",
                "Deployment", "AWS::ApiGateway::Deployment",
                "DomainName", "AWS::ApiGateway::DomainName",
                "DomainNameV2", "AWS::ApiGateway::DomainNameV2",
                "UsagePlan", "AWS::ApiGateway::UsagePlan",
                "UsagePlanKey", "AWS::ApiGateway::UsagePlanKey",
                "ApiKey", "AWS::ApiGateway::ApiKey");
    }

    @Override
    public List<CfnResource> transform(Definition definition, Translation translation) {
        for (String name : List.of("BinaryMediaTypes", "Domain", "Auth")) {
            if (definition.properties().has(name)) {
                definition.properties().put(name, translation.resolve(definition.get(name)));
            }
        }
        ApiAuth auth = new ApiAuth(definition, translation.partition());
        CfnResource api = api(definition, auth, translation);
        ApiDomain.Made domain = ApiDomain.of(definition, translation);
        ApiDeployment.Made deployment = ApiDeployment.of(definition, api, translation);

        List<CfnResource> made = new ArrayList<>(List.of(api, deployment.deployment(), deployment.stage()));
        made.addAll(auth.permissions());
        made.addAll(domain.resources());
        made.addAll(ApiUsagePlan.of(definition, deployment.stage(), translation));
        Tags.propagate(made, definition.get("Tags"), definition.get("PropagateTags"));
        return made;
    }

    private static CfnResource api(Definition definition, ApiAuth auth, Translation translation) {
        checkDefinition(definition);
        CfnResource api = definition
                .main("AWS::ApiGateway::RestApi")
                .set("BinaryMediaTypes", definition.get("BinaryMediaTypes"))
                .set("MinimumCompressionSize", definition.get("MinimumCompressionSize"));
        endpoint(definition, api, translation);
        ApiCors.add(definition);
        auth.addToDefinition();
        ApiGatewayResponses.add(definition);
        binaryMediaTypes(definition);
        models(definition);
        api.properties().putTruthy("FailOnWarnings", definition.get("FailOnWarnings"));
        disableEndpoint(definition);
        body(definition, api);
        COPIED_IF_GIVEN.forEach(name -> api.properties().putTruthy(name, definition.get(name)));
        return api;
    }

    private static void checkDefinition(Definition definition) {
        Draft uri = definition.get("DefinitionUri");
        if (uri.truthy() && definition.get("DefinitionBody").truthy()) {
            throw definition.reject(uri, "exclusive", "`DefinitionUri` and `DefinitionBody` can't be used together.");
        }
        if (uri.truthy() && definition.get("MergeDefinitions").truthy()) {
            throw definition.reject(
                    uri,
                    "exclusive",
                    "`MergeDefinitions` only works with a `DefinitionBody`, not with `DefinitionUri`.");
        }
        Draft version = definition.get("OpenApiVersion");
        if (version.truthy() && !VERSION.matcher(PythonText.str(version)).matches()) {
            throw definition.reject(version, "openapi-version", "`OpenApiVersion` needs to look like `3.0.1`.");
        }
    }

    private static void endpoint(Definition definition, CfnResource api, Translation translation) {
        Draft given = definition.get("EndpointConfiguration");
        Draft value = given;
        if (!given.truthy()) {
            if (translation.partition().hasEdgeEndpoints()) {
                return;
            }
            value = DraftText.of("REGIONAL");
        }
        if (!(value instanceof DraftObject config) || !config.get("Type").truthy()) {
            api.set("EndpointConfiguration", DraftObject.of("Types", DraftList.of(value)));
            api.set("Parameters", DraftObject.of("endpointConfigurationTypes", value));
            return;
        }
        if (config.has("VPCEndpointIds") && config.has("VpcEndpointIds")) {
            throw definition.reject(
                    config.get("VPCEndpointIds"),
                    "exclusive",
                    "`VPCEndpointIds` and `VpcEndpointIds` are two ways to write the same; use one of them.");
        }
        Draft ids = config.get("VPCEndpointIds").truthy() ? config.get("VPCEndpointIds") : config.get("VpcEndpointIds");
        api.set("Parameters", DraftObject.of("endpointConfigurationTypes", config.get("Type")));
        DraftObject endpoint = DraftObject.of("Types", DraftList.of(config.get("Type")));
        if (config.has("VPCEndpointIds") || config.has("VpcEndpointIds")) {
            endpoint.put("VpcEndpointIds", ids);
        }
        if (config.has("IpAddressType")) {
            endpoint.put("IpAddressType", config.get("IpAddressType"));
        }
        api.set("EndpointConfiguration", endpoint);
    }

    /// Begins an edit for `property`, which needs a definition in the template.
    static RestDefinition edit(Definition definition, String property) {
        return RestDefinition.edit(requireDefinition(definition, property));
    }

    /// The definition in the template, which `property` needs.
    static Draft requireDefinition(Definition definition, String property) {
        Draft body = definition.get("DefinitionBody");
        if (!RestDefinition.isValid(body)) {
            throw definition.reject(
                    body.truthy() ? body : definition.get(property),
                    "openapi",
                    "`" + property + "` needs a definition with `paths` that is written into `DefinitionBody` itself.");
        }
        return body;
    }

    private static void binaryMediaTypes(Definition definition) {
        if (definition.get("BinaryMediaTypes").truthy()
                && definition.get("DefinitionBody").truthy()) {
            RestDefinition editor = RestDefinition.edit(definition.get("DefinitionBody"));
            editor.setBinaryMediaTypes(definition.get("BinaryMediaTypes"));
            editor.finish();
        }
    }

    private static void models(Definition definition) {
        if (!definition.get("Models").truthy()) {
            return;
        }
        RestDefinition editor = edit(definition, "Models");
        DraftObject models = definition.requireObject(definition.get("Models"), "Models");
        models.forEach((name, model) -> definition.requireObject(model, "Models." + name));
        editor.addModels(models);
        OpenApiVersion.apply(definition, editor.finish());
    }

    private static void disableEndpoint(Definition definition) {
        Draft disabled = definition.get("DisableExecuteApiEndpoint");
        if (disabled.isNothing()) {
            return;
        }
        if (!definition.get("DefinitionBody").truthy()) {
            throw definition.reject(
                    disabled, "definition-body", "`DisableExecuteApiEndpoint` only works with a `DefinitionBody`.");
        }
        RestDefinition editor = RestDefinition.edit(definition.get("DefinitionBody"));
        editor.setExecuteApiEndpointDisabled(disabled);
        editor.finish();
    }

    private static void body(Definition definition, CfnResource api) {
        Draft uri = definition.get("DefinitionUri");
        if (uri.truthy()) {
            try {
                api.set("BodyS3Location", S3Location.of(uri, "DefinitionUri").into(DraftObject.makeLegacy()));
            } catch (Rejection e) {
                throw e.inResource(definition.id());
            }
        } else if (definition.get("DefinitionBody") instanceof DraftObject body && body.truthy()) {
            OpenApiVersion.apply(definition, body);
            api.set("Body", body);
        }
    }
}
