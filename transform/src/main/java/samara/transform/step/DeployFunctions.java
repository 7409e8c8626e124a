package samara.transform.step;

import samara.transform.model.Translation;
import samara.transform.resource.DeploymentPreferences;

/// Adds what the functions' deployment preferences share.
public final class DeployFunctions implements Step {
    @Override
    public void apply(Translation translation) {
        DeploymentPreferences.of(translation)
                .build(translation)
                .forEach(resource -> translation.results().put(resource.id(), resource.toDraft()));
    }
}
