package samara.transform.event;

import java.util.List;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftObject;
import samara.transform.draft.Intrinsics;
import samara.transform.event.Target.StateMachineTarget;
import samara.transform.model.CfnResource;
import samara.transform.openapi.RestDefinition;

/// `Api` of a state machine: a method of a REST API starts it. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-statemachine-statemachineapi.html>.
final class StateMachineApiEvent implements EventType {
    @Override
    public String type() {
        return "Api";
    }

    @Override
    public void link(EventSource event) {
        RestRoute.of(event);
    }

    @Override
    public List<CfnResource> transform(EventSource event, Target target) {
        StateMachineTarget machine = (StateMachineTarget) target;
        RestRoute route = RestRoute.of(event);
        CfnResource role = EventRule.startRole(event, machine, "apigateway.amazonaws.com");
        Draft body = route.api().get("DefinitionBody");
        if (route.isManaged() && !body.isNothing()) {
            RestDefinition definition = RestDefinition.edit(body);
            if (definition.hasIntegration(route.path(), route.method())) {
                throw event.reject(
                        route.path(),
                        "route",
                        "Method `" + route.method().value() + "` of path `"
                                + route.path().value() + "` is defined more than once.");
            }
            definition.editMethod(
                    route.path(), route.method(), () -> answer(event, machine, route, role.arn(), definition));
            definition.finish();
        }
        return List.of(role);
    }

    private static void answer(
            EventSource event,
            StateMachineTarget machine,
            RestRoute route,
            DraftObject role,
            RestDefinition definition) {
        DraftObject template = DraftObject.of("application/json", template(event, machine));
        definition.addStateMachineIntegration(route.path(), route.method(), role, template, machine.condition());
        if (event.get("Auth") instanceof DraftObject auth && auth.truthy()) {
            // Not the API's stage, as with functions, but the event's own.
            new RestAuth(event, route).addTo(definition, auth, event.get("Stage"));
        }
    }

    private static DraftObject template(EventSource event, StateMachineTarget machine) {
        String input = event.get("UnescapeMappingTemplate").truthy()
                ? "$util.escapeJavaScript($input.json('$')).replaceAll(\"\\\\'\",\"'\")"
                : "$util.escapeJavaScript($input.json('$'))";
        return Intrinsics.sub("{\"input\": \"" + input + "\", \"stateMachineArn\": \"${" + machine.id() + "}\"}");
    }
}
