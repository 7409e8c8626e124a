package samara.functions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.functions.container.EngineException;
import samara.functions.isolation.Sandbox;
import samara.functions.runtime.UnsupportedRuntimeException;

/// How an environment of an image is started: in a container, where images are run so, else unpacked in the sandbox.
///
/// @param container none, where it is run unpacked
/// @param scratch a private folder of the environment
record ImageStart(
        FunctionSpec function,
        FunctionCode.Image image,
        EngineSettings settings,
        Optional<FunctionContainer> container,
        Path scratch) {

    /// The container of a new environment of an image.
    ///
    /// @return none, where images are run unpacked, and for zip functions
    /// @throws UnsupportedRuntimeException if the user asked for containers, and there are none here
    static Optional<FunctionContainer> container(FunctionSpec function, EngineSettings settings, String id) {
        if (function.code() instanceof FunctionCode.Zip) {
            return Optional.empty();
        }
        try {
            return settings.containers().get().map(engine -> new FunctionContainer(engine, id));
        } catch (EngineException e) {
            throw new UnsupportedRuntimeException(e.sentence());
        }
    }

    /// The command, and, for a container, the file of the variables.
    List<String> command(Sandbox.ImageFiles files, ExtensionPrograms extensions, Map<String, String> variables)
            throws IOException {
        var command = new ImageCommand(image);
        if (container.isEmpty()) {
            return command.in(settings.isolation(), files, extensions);
        }
        return container
                .get()
                .command(new FunctionContainer.Contents(
                        image,
                        command.line(extensions),
                        command.workingDirectory(),
                        variables,
                        files,
                        scratch,
                        function.memoryMegabytes(),
                        !extensions.names().isEmpty()));
    }
}
