package samara.cloud.cloudformation;

import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Principal;

/// Ends what the end of the process interrupted: creations and updates are taken back, deletions and clean-ups go on.
final class Recovery {
    private final Engine engine;
    private final Operations operations;

    Recovery(Engine engine, Operations operations) {
        this.engine = engine;
        this.operations = operations;
    }

    void run() {
        for (StoredStack stack : engine.stacks().all()) {
            if (stack.status().isUnderway()) {
                operations.recover(stack, call(stack));
            }
        }
    }

    private Call call(StoredStack stack) {
        Principal actor = stack.settings()
                .actor()
                .orElseGet(() -> new Principal.Root(stack.identity().scope().account()));
        return new Call(
                stack.identity().scope(),
                actor,
                engine.kernel().ids().uuid(),
                "AWS Internal",
                Optional.empty(),
                Optional.empty());
    }
}
