package samara.transform.api;

import samara.transform.draft.Draft;
import samara.transform.draft.DraftText;
import samara.transform.draft.PythonText;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.FunctionNames;
import samara.transform.model.LogicalId;
import samara.transform.model.Tags;
import samara.transform.model.Translation;

/// A REST API's deployment, whose id changes with the API, and its stage. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-api.html>.
final class ApiDeployment {
    private static final String BETWEEN = "||";

    private ApiDeployment() {}

    record Made(CfnResource deployment, CfnResource stage) {}

    static Made of(Definition definition, CfnResource api, Translation translation) {
        String id = definition.id() + "Deployment";
        Draft version = definition.get("OpenApiVersion");
        Draft body = api.get("Body").isNothing() ? api.get("BodyS3Location") : api.get("Body");
        String hashed = body.truthy() ? hashed(definition, body, translation) : "";
        CfnResource deployment = definition
                .extra(LogicalId.of(id, hashed), "AWS::ApiGateway::Deployment")
                .set("RestApiId", api.ref());
        if (!version.truthy()) {
            deployment.set("StageName", "Stage");
        }
        if (!hashed.isEmpty()) {
            deployment.set("Description", "RestApi deployment id: " + LogicalId.sha1(hashed));
        }
        return new Made(deployment, stage(definition, deployment));
    }

    private static String hashed(Definition definition, Draft body, Translation translation) {
        if (definition.get("AlwaysDeploy").truthy()) {
            return Long.toString(translation.environment().epochSeconds());
        }
        StringBuilder hashed = new StringBuilder(PythonText.str(body));
        if (definition.get("OpenApiVersion").truthy()) {
            hashed.append(BETWEEN).append(PythonText.str(definition.get("OpenApiVersion")));
        }
        if (definition.get("Domain").truthy()) {
            hashed.append(BETWEEN).append(PythonText.json(definition.get("Domain")));
        }
        String names = FunctionNames.of(translation).ofApi(definition.id());
        if (!names.isEmpty()) {
            hashed.append(BETWEEN).append(names);
        }
        return hashed.toString();
    }

    private static CfnResource stage(Definition definition, CfnResource deployment) {
        String name = definition.get("StageName") instanceof DraftText text ? text.value() : "";
        String id = LogicalId.isAlphanumeric(name)
                ? definition.id() + name + "Stage"
                : LogicalId.of(definition.id() + "Stage", name);
        CfnResource stage = definition
                .extra(id, "AWS::ApiGateway::Stage")
                .set("RestApiId", samara.transform.draft.Intrinsics.ref(definition.id()))
                .set("DeploymentId", deployment.ref());
        for (String property : java.util.List.of(
                "StageName",
                "CacheClusterEnabled",
                "CacheClusterSize",
                "Variables",
                "MethodSettings",
                "AccessLogSetting",
                "CanarySetting",
                "TracingEnabled")) {
            stage.set(property, definition.get(property));
        }
        if (!definition.get("Tags").isNothing()) {
            stage.properties().put("Tags", Tags.list(definition.get("Tags")));
        }
        return stage;
    }
}
