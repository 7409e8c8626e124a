package samara.functions;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import samara.functions.container.ContainerEngine;
import samara.functions.isolation.Isolation;

/// What a [FunctionEngine] is made with.
///
/// @param folder working files: bootstraps, byte code, merged layers. Made when it is needed
/// @param isolation how environments are kept apart; see [Isolation#best]
/// @param clock the time of log events and of idle environments
/// @param idle how long an environment is kept without work
/// @param lifetime how long an environment is used at all, less than its credentials live
/// @param streamSuffix 32 random hexadecimal digits a time, the end of a log stream's name
/// @param home the folder of the user, where the AWS SDK is searched that Lambda's runtimes have
/// @param containers the engine that runs images in containers; none, where they are run unpacked in the sandbox
/// @param warnings takes sentences such as that another version of an interpreter is used; each once
public record EngineSettings(
        Path folder,
        Isolation isolation,
        InstantSource clock,
        Duration idle,
        Duration lifetime,
        Supplier<String> streamSuffix,
        Path home,
        Supplier<Optional<ContainerEngine>> containers,
        Consumer<String> warnings) {

    /// Settings by which images are run unpacked.
    public EngineSettings(
            Path folder,
            Isolation isolation,
            InstantSource clock,
            Duration idle,
            Duration lifetime,
            Supplier<String> streamSuffix,
            Path home,
            Consumer<String> warnings) {
        this(folder, isolation, clock, idle, lifetime, streamSuffix, home, Optional::empty, warnings);
    }
}
