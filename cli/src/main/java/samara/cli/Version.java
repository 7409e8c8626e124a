package samara.cli;

import java.util.List;
import samara.cli.command.Environment;

/// Which version this is.
final class Version {
    static final String SAMARA = "0.1.0";

    /// The version of `sam` of which Samara knows each command and option.
    private static final String SAM = "1.170.0";

    private Version() {}

    /// `Samara, version 0.1.0`; under the name `sam`, what scripts look for there.
    static String line(Environment environment) {
        return environment.command().equals("sam")
                ? "SAM CLI, version " + SAM + " (Samara " + SAMARA + ")"
                : "Samara, version " + SAMARA;
    }

    /// What `--info` prints, as JSON.
    static List<String> info(Environment environment) {
        return List.of(
                "{",
                "  \"version\": \"" + (environment.command().equals("sam") ? SAM : SAMARA) + "\",",
                "  \"samara\": \"" + SAMARA + "\",",
                "  \"system\": {",
                "    \"java\": \"" + System.getProperty("java.version") + "\",",
                "    \"os\": \"" + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch") + "\"",
                "  }",
                "}");
    }
}
