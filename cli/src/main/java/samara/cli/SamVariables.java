package samara.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.cli.args.Arguments;
import samara.cli.args.Option;
import samara.cli.command.Environment;

/// The environment variables that stand for options of `sam`: they hold before `samconfig.toml`, and the command line
/// before them.
final class SamVariables {
    private static final Map<String, String> NAMES = names();

    private SamVariables() {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("template_file", "SAM_TEMPLATE_FILE");
        names.put("debug", "SAM_DEBUG");
        names.put("skip_pull_image", "SAM_SKIP_PULL_IMAGE");
        names.put("docker_network", "SAM_DOCKER_NETWORK");
        names.put("debug_port", "SAM_DEBUG_PORT");
        names.put("debug_args", "DEBUGGER_ARGS");
        names.put("docker_volume_basedir", "SAM_DOCKER_VOLUME_BASEDIR");
        names.put("layer_cache_basedir", "SAM_LAYER_CACHE_BASEDIR");
        names.put("force_image_build", "SAM_FORCE_IMAGE_BUILD");
        return names;
    }

    /// The arguments, with the variables' values where the line says nothing.
    static Arguments complete(Arguments given, List<Option> options, Environment environment) {
        Arguments complete = given;
        for (Option option : options) {
            String name = NAMES.getOrDefault(option.key(), "");
            String value = environment.variable(name).orElse("");
            if (!value.isEmpty()) {
                List<String> values = option.multiple()
                        ? List.of(value.strip().split("\\s+"))
                        : List.of(option.kind() == Option.Kind.FLAG ? onOrOff(value) : value);
                complete = complete.orElse(Map.of(option.key(), values), options, " (from " + name + ")");
            }
        }
        return complete;
    }

    /// Whether mistakes of Samara's own are shown with all there is to know about them.
    static boolean isDebug(Environment environment) {
        return environment
                .variable("SAM_DEBUG")
                .filter(value -> onOrOff(value).equals("true"))
                .isPresent();
    }

    /// What click takes for a flag that is on or off.
    private static String onOrOff(String value) {
        return switch (value.strip().toLowerCase(java.util.Locale.ROOT)) {
            case "1", "true", "t", "yes", "y", "on" -> "true";
            case "0", "false", "f", "no", "n", "off" -> "false";
            default -> value;
        };
    }
}
