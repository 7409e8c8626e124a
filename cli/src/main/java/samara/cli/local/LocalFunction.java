package samara.cli.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.functions.Logging;
import samara.functions.image.ImageConfig;
import samara.template.Span;

/// A function of a template, as it is to be run on this machine.
///
/// @param id where it is declared
/// @param name `AWS_LAMBDA_FUNCTION_NAME`: the template's `FunctionName`, else the logical id
/// @param memoryMegabytes the limit
/// @param temporaryMegabytes the size of `/tmp`
/// @param variables its own environment variables, with their intrinsic functions evaluated
/// @param hasTenants whether each invocation needs a tenant
public record LocalFunction(
        Id id,
        String name,
        Packaging packaging,
        int memoryMegabytes,
        int timeoutSeconds,
        int temporaryMegabytes,
        Map<String, String> variables,
        Logging logging,
        Optional<String> logGroup,
        boolean hasTenants) {

    /// How a function is called in the template.
    ///
    /// @param path the logical ids of the nested stacks that it is in, and its own: `Child/Function`
    /// @param span where it stands
    public record Id(String path, String logicalId, Span span) {}

    /// What it runs.
    public sealed interface Packaging {

        /// Code for a runtime.
        record Zip(String runtime, String handler, Source source, List<Source> layers) implements Packaging {
            public Zip {
                layers = List.copyOf(layers);
            }
        }

        /// An image of this machine's store.
        record Image(String uri, ImageConfig.Overrides overrides) implements Packaging {}
    }

    /// Where code or a layer is.
    public sealed interface Source {

        /// A folder, or a `.zip` or `.jar` file.
        record Local(Path path) implements Source {}

        /// Text in the template.
        record Inline(String text) implements Source {}

        /// A published layer version.
        record Layer(String arn) implements Source {}

        /// A place that isn't fetched from, in words.
        record Elsewhere(String where) implements Source {}
    }
}
