package samara.transform.api;

import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;
import samara.transform.openapi.ApiDefinition;

/// What SAM wrote as Swagger 2 into a definition of OpenAPI 3 moves where OpenAPI 3 has it.
final class OpenApiVersion {
    private OpenApiVersion() {}

    /// Moves security definitions and models to `components`, and takes from preflight methods what OpenAPI 3
    /// hasn't.
    static void apply(Definition definition, DraftObject body) {
        if (!body.get("swagger").isNothing()) {
            return;
        }
        Draft wanted = definition.get("OpenApiVersion");
        Draft version = wanted.isNothing() ? body.get("openapi") : wanted;
        if (!version.truthy() || !ApiDefinition.isVersion3(version)) {
            return;
        }
        moveToComponents(body, "securityDefinitions", "securitySchemes");
        moveToComponents(body, "definitions", "schemas");
        if (body.get("paths").truthy()) {
            require(body.get("paths"), "`paths`")
                    .forEach((path, item) -> preflight(require(item, "Path `" + path + "`"), path));
        }
    }

    private static void moveToComponents(DraftObject body, String from, String to) {
        if (!body.get(from).truthy()) {
            return;
        }
        DraftObject components =
                body.get("components") instanceof DraftObject own && own.truthy() ? own : DraftObject.makeLegacy();
        body.document().ifPresent(components::joinDocument);
        components.put(to, body.get(from));
        body.put("components", components);
        body.remove(from);
    }

    private static void preflight(DraftObject item, String path) {
        if (!item.get("options").truthy()) {
            return;
        }
        DraftObject options = require(item.get("options"), "Method `options` of path `" + path + "`");
        options.remove("produces");
        options.remove("consumes");
        Draft responses = options.get("responses");
        if (responses.isNothing()) {
            return;
        }
        Draft success = require(responses, "`responses` of `options` of path `" + path + "`")
                .get("200");
        Draft headers = success.isNothing()
                ? success
                : require(success, "Response `200` of `options`").get("headers");
        if (!headers.truthy()) {
            return;
        }
        DraftObject named = require(headers, "`headers` of response `200` of `options` of path `" + path + "`");
        named.members().forEach(member -> {
            DraftObject schema = DraftObject.makeLegacy().put("schema", member.value());
            item.document().ifPresent(schema::joinDocument);
            named.put(member.name(), schema);
        });
    }

    private static DraftObject require(Draft value, String what) {
        if (value instanceof DraftObject object) {
            return object;
        }
        throw Rejection.of(value, "openapi", what + " needs to be an object, not " + value.aKind() + ".");
    }
}
