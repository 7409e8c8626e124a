package samara.cloud.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.Patches.Patch;
import samara.gateway.api.Stage;
import samara.gateway.api.Stage.Canary;

/// Patch operations of a stage's canary: `/canarySettings/percentTraffic` and the like; removing it; and promoting it,
/// which copies its deployment and its variables to the stage.
final class CanaryPatches {
    private CanaryPatches() {}

    /// What a stage's canary is before anything was said.
    static Canary canary(Stage stage) {
        return stage.canary().orElse(new Canary(stage.deploymentId(), 0, Map.of(), false));
    }

    static Stage apply(Stage stage, Patch patch, List<String> parts) {
        if (parts.size() == 1) {
            if (!patch.removes()) {
                throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
            }
            return stage.withCanary(Optional.empty());
        }
        String rest = patch.path().substring("/canarySettings".length());
        Canary changed = Patches.apply(Canary.class, canary(stage), new Patch(patch.op(), rest, patch.value()));
        return stage.withCanary(Optional.of(changed));
    }

    /// `copy` from the canary to the stage.
    static Stage promoted(Stage stage, Patch patch) {
        Canary canary = stage.canary()
                .orElseThrow(() -> ApiGatewayErrors.badRequest("The stage `" + stage.name() + "` has no canary"));
        String from = patch.value().orElse("");
        if (from.equals("/canarySettings/deploymentId") && patch.path().equals("/deploymentId")) {
            return DeployableApi.redeployed(stage, canary.deploymentId());
        }
        if (from.equals("/canarySettings/stageVariableOverrides")
                && patch.path().equals("/variables")) {
            Stage merged = stage.asCanary(canary);
            return DeployableApi.redeployed(merged, stage.deploymentId());
        }
        throw ApiGatewayErrors.badRequest("Invalid copy from `" + from + "` to `" + patch.path() + "`");
    }
}
