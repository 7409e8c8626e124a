package samara.functions.container;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import samara.functions.isolation.Isolation;
import samara.functions.isolation.Sandbox;

/// Which engine runs images in containers, if any: where there is a sandbox, images are unpacked and run in it, which
/// starts them sooner and needs no engine. Containers are for machines without one, and for those who ask for them.
/// Looked for when the first image is run.
public final class ImageContainers implements Supplier<Optional<ContainerEngine>> {
    /// `container` or `sandbox`; unset, the sandbox where it works.
    public static final String CHOICE_VARIABLE = "SAMARA_IMAGES_RUN_IN";

    private final String choice;
    private final Isolation isolation;
    private final MachineEngine engines;
    private boolean chosen;
    private Optional<ContainerEngine> engine = Optional.empty();

    /// @param environment the user's
    /// @param isolation of functions that are no images
    public ImageContainers(Map<String, String> environment, Isolation isolation, MachineEngine engines) {
        this.choice = environment.getOrDefault(CHOICE_VARIABLE, "");
        this.isolation = isolation;
        this.engines = engines;
    }

    /// The engine to run images with; none, where they are run unpacked.
    ///
    /// @throws EngineException if the user asked for what can't be had
    @Override
    public synchronized Optional<ContainerEngine> get() {
        if (!chosen) {
            engine = choose();
            chosen = true;
        }
        return engine;
    }

    private Optional<ContainerEngine> choose() {
        return switch (choice) {
            case "sandbox" -> Optional.empty();
            case "container" ->
                Optional.of(running()
                        .orElseThrow(() -> new EngineException(
                                "`" + CHOICE_VARIABLE + "` says `container`, and no container engine that runs"
                                        + " containers works here: install Podman or Docker, or unset it.",
                                "")));
            case "" -> isolation instanceof Sandbox ? Optional.empty() : running();
            default ->
                throw new EngineException(
                        "`" + CHOICE_VARIABLE + "` says `" + choice + "`; it may be `container` or `sandbox`.", "");
        };
    }

    private Optional<ContainerEngine> running() {
        return engines.engine().filter(ContainerEngine::runsContainers);
    }
}
