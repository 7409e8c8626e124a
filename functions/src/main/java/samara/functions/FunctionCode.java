package samara.functions;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a function runs: the two package types of Lambda.
public sealed interface FunctionCode {

    /// Code for one of Lambda's runtimes.
    ///
    /// @param runtime Lambda's identifier, such as `python3.12`
    /// @param handler as Lambda writes it: `folder/module.function`
    /// @param folder the unpacked code, never written to
    /// @param layers unpacked layers in the order in which they are merged into `/opt`
    record Zip(String runtime, String handler, Path folder, List<Path> layers) implements FunctionCode {
        public Zip {
            layers = List.copyOf(layers);
        }
    }

    /// A container image, with what `ImageConfig` says instead of the image itself.
    ///
    /// @param image the name that a container engine knows it by
    /// @param root the image's files, unpacked, for machines without a container engine
    /// @param entryPoint instead of the image's `ENTRYPOINT`
    /// @param command instead of the image's `CMD`
    /// @param workingDirectory instead of the image's `WORKDIR`
    record Image(
            String image,
            Path root,
            Optional<List<String>> entryPoint,
            Optional<List<String>> command,
            Optional<String> workingDirectory)
            implements FunctionCode {
        public Image {
            entryPoint = entryPoint.map(List::copyOf);
            command = command.map(List::copyOf);
        }
    }
}
