package samara.transform.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftBoolean;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.LogicalId;
import samara.transform.model.Rejection;
import samara.transform.model.S3Location;
import samara.transform.model.SamResourceType;
import samara.transform.model.Tags;
import samara.transform.model.Translation;
import samara.transform.openapi.HttpDefinition;

/// `AWS::Serverless::HttpApi`: an HTTP API with a stage that deploys itself. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html>.
public final class HttpApiResource implements SamResourceType {
    private static final String DEFAULT_STAGE = "$default";
    private static final String CREATOR = "httpapi:createdBy";
    private static final DraftObject DEFAULT_TITLE = Intrinsics.ref("AWS::StackName");

    @Override
    public String type() {
        return "AWS::Serverless::HttpApi";
    }

    @Override
    public Map<String, String> referables() {
        return Map.of("Stage", "AWS::ApiGatewayV2::Stage", "DomainName", "AWS::ApiGatewayV2::DomainName");
    }

    @Override
    public List<CfnResource> transform(Definition definition, Translation translation) {
        for (String name : List.of("CorsConfiguration", "Domain")) {
            if (definition.properties().has(name)) {
                definition.properties().put(name, translation.resolve(definition.get(name)));
            }
        }
        HttpApiAuth auth = new HttpApiAuth(definition, translation.partition());
        List<CfnResource> made = new ArrayList<>(List.of(api(definition, auth)));
        made.addAll(V2Domain.of(definition, CREATOR, RecordSets.of(translation)));
        made.addAll(auth.permissions());
        made.add(stage(definition));
        boolean managed = !definition.get("DefinitionBody").isNothing();
        Draft tags =
                definition.get("DefinitionBody").truthy() && HttpDefinition.isValid(definition.get("DefinitionBody"))
                        ? tags(definition)
                        : definition.get("Tags");
        Tags.propagate(made, definition.get("Tags").truthy() ? tags : definition.get("Tags"), DraftBoolean.of(managed));
        return made;
    }

    private static CfnResource api(Definition definition, HttpApiAuth auth) {
        Draft uri = definition.get("DefinitionUri");
        if (uri.truthy() && definition.get("DefinitionBody").truthy()) {
            throw definition.reject(uri, "exclusive", "`DefinitionUri` and `DefinitionBody` can't be used together.");
        }
        CfnResource api = definition.main("AWS::ApiGatewayV2::Api");
        HttpApiCors.add(definition);
        auth.addToDefinition();
        addTags(definition);
        api.properties().putTruthy("FailOnWarnings", definition.get("FailOnWarnings"));
        if (!definition.get("DisableExecuteApiEndpoint").isNothing()) {
            HttpDefinition editor = edit(definition, "DisableExecuteApiEndpoint");
            editor.setExecuteApiEndpointDisabled(definition.get("DisableExecuteApiEndpoint"));
            editor.finish();
        }
        addTitle(definition);
        addDescription(definition);
        moveDefaultRoute(definition);
        if (uri.truthy()) {
            try {
                return api.set(
                        "BodyS3Location", S3Location.of(uri, "DefinitionUri").into(DraftObject.make()));
            } catch (Rejection e) {
                throw e.inResource(definition.id());
            }
        }
        if (!definition.get("DefinitionBody").truthy()) {
            throw definition.reject(
                    definition.resource(),
                    "definition-body",
                    "An HTTP API needs `DefinitionBody`, `DefinitionUri` or a function with an `HttpApi` event.");
        }
        return api.set("Body", definition.get("DefinitionBody"));
    }

    /// Begins an edit for `property`, which needs a definition in the template.
    static HttpDefinition edit(Definition definition, String property) {
        if (!definition.get("DefinitionBody").truthy()) {
            throw definition.reject(
                    definition.get(property),
                    "definition-body",
                    "`" + property + "` only works with a `DefinitionBody`.");
        }
        return HttpDefinition.edit(definition.get("DefinitionBody"));
    }

    /// Begins an edit for `property`; blames this API where its definition can't be edited.
    static HttpDefinition editOwn(Definition definition, String property) {
        try {
            return edit(definition, property);
        } catch (Rejection e) {
            throw e.inResource(definition.id());
        }
    }

    private static DraftObject tags(Definition definition) {
        DraftObject tags = DraftObject.make();
        definition.properties().object("Tags").ifPresent(tags::putAll);
        return tags.put(CREATOR, "SAM");
    }

    private static void addTags(Definition definition) {
        if (definition.get("Tags").truthy()) {
            HttpDefinition editor = editOwn(definition, "Tags");
            editor.addTags(tags(definition));
            editor.finish();
        } else if (HttpDefinition.isValid(definition.get("DefinitionBody"))) {
            HttpDefinition editor = HttpDefinition.edit(definition.get("DefinitionBody"));
            editor.addTags(tags(definition));
            editor.finish();
        }
    }

    private static void addTitle(Definition definition) {
        Draft name = definition.get("Name");
        if (!name.truthy()) {
            return;
        }
        if (!info(definition, "Name").get("title").equals(DEFAULT_TITLE)) {
            throw definition.reject(name, "exclusive", "The definition has a `title` already, so `Name` can't be set.");
        }
        HttpDefinition editor = edit(definition, "Name");
        editor.setTitle(name);
        editor.finish();
    }

    private static void addDescription(Definition definition) {
        Draft description = definition.get("Description");
        if (!description.truthy()) {
            return;
        }
        if (info(definition, "Description").get("description").truthy()) {
            throw definition.reject(
                    description,
                    "exclusive",
                    "The definition has a `description` already, so `Description` can't be set.");
        }
        HttpDefinition editor = edit(definition, "Description");
        editor.setDescription(description);
        editor.finish();
    }

    private static DraftObject info(Definition definition, String property) {
        if (!(definition.get("DefinitionBody") instanceof DraftObject body) || !body.truthy()) {
            throw definition.reject(
                    definition.get(property),
                    "definition-body",
                    "`" + property + "` only works with a `DefinitionBody`.");
        }
        Draft info = body.get("info");
        return info.isNothing() ? DraftObject.make() : definition.requireObject(info, "DefinitionBody.info");
    }

    /// With `FailOnWarnings`, API Gateway takes the default route only as a path with a slash.
    private static void moveDefaultRoute(Definition definition) {
        if (definition.get("FailOnWarnings").truthy()
                && definition.get("DefinitionBody") instanceof DraftObject body
                && body.get("paths") instanceof DraftObject paths
                && paths.has(HttpDefinition.DEFAULT_PATH)) {
            paths.put("/" + HttpDefinition.DEFAULT_PATH, paths.get(HttpDefinition.DEFAULT_PATH));
            paths.remove(HttpDefinition.DEFAULT_PATH);
        }
    }

    private static CfnResource stage(Definition definition) {
        Draft given = definition.get("StageName");
        Draft name = given.truthy() ? given : DraftText.of(DEFAULT_STAGE);
        String text = name instanceof DraftText own ? own.value() : "";
        String id;
        if (LogicalId.isAlphanumeric(text)) {
            id = definition.id() + text + "Stage";
        } else if (text.equals(DEFAULT_STAGE)) {
            id = definition.id() + "ApiGatewayDefaultStage";
        } else {
            id = LogicalId.of(definition.id() + "Stage", text);
        }
        Draft tags =
                HttpDefinition.isValid(definition.get("DefinitionBody")) ? tags(definition) : definition.get("Tags");
        return definition
                .extra(id, "AWS::ApiGatewayV2::Stage")
                .set("ApiId", Intrinsics.ref(definition.id()))
                .set("StageName", name)
                .set("StageVariables", definition.get("StageVariables"))
                .set("AccessLogSettings", definition.get("AccessLogSettings"))
                .set("DefaultRouteSettings", definition.get("DefaultRouteSettings"))
                .set("Tags", tags)
                .set("AutoDeploy", DraftBoolean.of(true))
                .set("RouteSettings", definition.get("RouteSettings"));
    }
}
