package samara.transform.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.model.Rejection;
import samara.transform.model.Translation;
import samara.transform.openapi.ApiDefinition;
import samara.transform.openapi.HttpDefinition;
import samara.transform.openapi.RestDefinition;

/// The kinds of APIs that events can make without naming them.
public enum ImplicitApiKind {
    /// `AWS::Serverless::Api`, made by `Api` events.
    REST("ServerlessRestApi", "AWS::Serverless::Api", "Api", "RestApiId"),
    /// `AWS::Serverless::HttpApi`, made by `HttpApi` events.
    HTTP("ServerlessHttpApi", "AWS::Serverless::HttpApi", "HttpApi", "ApiId");

    private final String implicitId;
    private final String apiType;
    private final String eventType;
    private final String apiProperty;

    ImplicitApiKind(String implicitId, String apiType, String eventType, String apiProperty) {
        this.implicitId = implicitId;
        this.apiType = apiType;
        this.eventType = eventType;
        this.apiProperty = apiProperty;
    }

    String implicitId() {
        return implicitId;
    }

    String apiType() {
        return apiType;
    }

    String eventType() {
        return eventType;
    }

    String apiProperty() {
        return apiProperty;
    }

    Optional<String> stageName() {
        return this == REST ? Optional.of("Prod") : Optional.empty();
    }

    DraftObject skeleton() {
        return this == REST ? RestDefinition.skeleton() : HttpDefinition.skeleton();
    }

    int paths(DraftObject api) {
        return api.object("Properties")
                .flatMap(properties -> properties.object("DefinitionBody"))
                .flatMap(body -> body.object("paths"))
                .map(DraftObject::size)
                .orElse(1);
    }

    /// Whether an event of this kind can't refer to a resource of this type.
    boolean isOtherKind(String type) {
        return this == REST && type.equals(HTTP.apiType);
    }

    /// An HTTP API's event without path and method is its default route.
    void addDefaults(DraftObject properties) {
        if (this == HTTP
                && !properties.get("Path").truthy()
                && !properties.get("Method").truthy()) {
            properties.put("Path", HttpDefinition.DEFAULT_PATH).put("Method", ApiDefinition.ANY_METHOD);
        }
    }

    void addPath(Draft body, DraftText path, DraftText method) {
        if (this == REST && RestDefinition.isValid(body)) {
            RestDefinition editor = RestDefinition.edit(body);
            editor.addPath(path, method);
            editor.finish();
        } else if (this == HTTP && HttpDefinition.isValid(body)) {
            HttpDefinition editor = HttpDefinition.edit(body);
            editor.addPath(path, method);
            editor.finish();
        }
    }

    List<String> pathNames(Draft body) {
        return body instanceof DraftObject object
                ? object.object("paths").map(DraftObject::names).orElse(List.of())
                : List.of();
    }

    void makePathsConditional(Draft body, Map<String, Draft> conditions) {
        if (this == REST) {
            RestDefinition editor = RestDefinition.edit(body);
            conditions.forEach(editor::makePathConditional);
            editor.finish();
        } else {
            HttpDefinition editor = HttpDefinition.edit(body);
            conditions.forEach(editor::makePathConditional);
            editor.finish();
        }
    }

    /// The `RouteSettings` of an HTTP API's event go to the API.
    void addRouteSettings(
            String event, DraftObject properties, Draft condition, Translation translation, String apiId) {
        if (this == REST || !properties.has("RouteSettings")) {
            return;
        }
        // A resource without properties, which can't be an HTTP API of SAM's, isn't given any.
        DraftObject api =
                translation.sources().objectOrNew(apiId).object("Properties").orElseGet(DraftObject::make);
        Draft known = api.get("RouteSettings");
        if (api.has("RouteSettings") && !(known instanceof DraftObject)) {
            throw Rejection.of(known, "wrong-type", "`RouteSettings` needs to be an object.")
                    .inResource(apiId);
        }
        Draft given = properties.get("RouteSettings");
        Draft settings = condition.truthy() ? Intrinsics.choose(condition, given) : given;
        if (!(settings instanceof DraftObject object)) {
            throw Rejection.of(settings, "wrong-type", "`RouteSettings` needs to be an object.")
                    .inEvent(event);
        }
        String method = properties.text("Method").orElse("");
        String path = properties.text("Path").orElse("");
        String route =
                method.equals(ApiDefinition.ANY_METHOD) ? path : method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        api.objectOrNew("RouteSettings").objectOrNew(route).putAll(object);
    }
}
