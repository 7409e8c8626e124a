package samara.transform.api;

import java.util.List;
import java.util.Map;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.PythonText;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;
import samara.transform.openapi.RestDefinition;

/// The `GatewayResponses` of a REST API: what it answers where no method does. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-gatewayresponses.html>.
final class ApiGatewayResponses {
    private static final List<String> MEMBERS = List.of("ResponseParameters", "ResponseTemplates", "StatusCode");
    private static final List<Map.Entry<String, String>> PARAMETERS = List.of(
            Map.entry("Headers", "header."), Map.entry("Paths", "path."), Map.entry("QueryStrings", "querystring."));

    private ApiGatewayResponses() {}

    static void add(Definition definition) {
        if (!(definition.get("GatewayResponses") instanceof DraftObject responses) || !responses.truthy()) {
            return;
        }
        responses.forEach((name, response) -> check(definition, name, response));
        RestDefinition editor = ApiResource.edit(definition, "GatewayResponses");
        // SAM gathers them in a map of their own first, which decides on the order of those whose hashes collide.
        DraftObject gathered = DraftObject.makeLegacy();
        responses
                .members()
                .forEach(member -> gathered.put(member.name(), response(definition, (DraftObject) member.value())));
        gathered.members().forEach(member -> editor.putGatewayResponse(member.name(), (DraftObject) member.value()));
        editor.finish();
    }

    private static void check(Definition definition, String name, Draft response) {
        if (Intrinsics.isIntrinsic(response)) {
            throw definition.reject(
                    response, "gateway-response", "Gateway response `" + name + "` can't be an intrinsic function.");
        }
        DraftObject object = definition.requireObject(response, "GatewayResponses." + name);
        checkNames(definition, object, MEMBERS, "Gateway response `" + name + "`");
    }

    private static void checkNames(Definition definition, DraftObject object, List<String> known, String what) {
        object.members().forEach(member -> {
            if (!known.contains(member.name().value())) {
                throw Rejection.at(
                                member.name().span(),
                                "unknown-property",
                                what + " has no property `" + member.name().value() + "`; it has `"
                                        + String.join("`, `", known) + "`.")
                        .inResource(definition.id());
            }
        });
    }

    private static DraftObject response(Definition definition, DraftObject response) {
        DraftObject made = DraftObject.makeLegacy();
        made.put("responseParameters", parameters(definition, response.get("ResponseParameters")));
        Draft templates = response.get("ResponseTemplates");
        made.put("responseTemplates", templates.truthy() ? templates.copy() : DraftObject.makeLegacy());
        Draft status = response.get("StatusCode");
        if (!status.isNothing()) {
            String code = PythonText.str(status);
            if (status.truthy() && !code.matches("[0-9]{1,3}")) {
                throw definition.reject(
                        status, "gateway-response", "`StatusCode` needs to be a number of up to three digits.");
            }
            if (!code.isEmpty()) {
                made.put("statusCode", code);
            }
        }
        return made;
    }

    private static DraftObject parameters(Definition definition, Draft given) {
        DraftObject made = DraftObject.makeLegacy();
        if (!given.truthy()) {
            return made;
        }
        DraftObject parameters = definition.requireObject(given, "ResponseParameters");
        checkNames(
                definition,
                parameters,
                PARAMETERS.stream().map(Map.Entry::getKey).toList(),
                "`ResponseParameters`");
        for (Map.Entry<String, String> kind : PARAMETERS) {
            if (parameters.has(kind.getKey())) {
                DraftObject values =
                        definition.requireObject(parameters.get(kind.getKey()), "ResponseParameters." + kind.getKey());
                values.members()
                        .forEach(member -> made.put(
                                new DraftObject.Name(
                                        "gatewayresponse." + kind.getValue()
                                                + member.name().value(),
                                        member.name().unicode(),
                                        member.name().span()),
                                member.value().copy()));
            }
        }
        return made;
    }
}
