package samara.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.functions.isolation.Isolation;
import samara.functions.runtime.Interpreter;

/// The command that starts a Java environment.
final class JavaCommand {
    /// As Lambda has it: one collector thread, and the quick compiler only.
    static final List<String> COMMON = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

    private static final int FIRST_WITH_UNIFIED_LOGGING = 9;
    private static final int FIRST_WITH_AOT_LOGGING = 24;

    private JavaCommand() {}

    /// @param archive the classes' archive, a name in the runtime's folder
    static List<String> of(Interpreter java, Isolation.View view, int memoryMegabytes, Optional<String> archive) {
        List<String> command = new ArrayList<>();
        command.add(java.program().toString());
        command.addAll(COMMON);
        // Lambda leaves some 15 % to what is no heap.
        command.add("-Xmx" + memoryMegabytes * 85L / 100 + "m");
        if (!view.temporary().equals("/tmp")) {
            command.add("-Djava.io.tmpdir=" + view.temporary());
        }
        if (java.version() >= FIRST_WITH_UNIFIED_LOGGING) {
            command.add("-Xshare:auto");
            command.add("-Xlog:cds*=off");
        }
        if (java.version() >= FIRST_WITH_AOT_LOGGING) {
            command.add("-Xlog:aot*=off");
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        archive.ifPresent(name -> command.add("-XX:SharedArchiveFile=" + view.bootstraps() + "/" + name));
        command.addAll(main(view));
        return command;
    }

    static List<String> main(Isolation.View view) {
        return List.of("-cp", view.bootstraps() + "/java/runtime.jar", "samara.lambda.Bootstrap");
    }
}
