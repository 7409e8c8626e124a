package samara.cloud.lambda;

import samara.cloud.kernel.Scope;

/// What is kept beside a function and goes with it.
record Belongings(EventConfigs eventConfigs, Urls urls) {

    /// Forgets what belonged to a function that is gone.
    void deleteAll(Scope scope, String function) {
        eventConfigs.deleteAll(scope, function);
        urls.deleteAll(scope, function);
    }
}
