package samara.build.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.functions.image.ImageConfig;
import samara.functions.image.StoredImage;

/// What a stage's instructions have said so far. Used by one thread.
final class StageState {
    private static final List<String> SHELL = List.of("/bin/sh", "-c");

    final Map<String, String> variables;
    final Map<String, String> arguments = new LinkedHashMap<>();
    final Map<String, String> labels;
    final List<StoredImage.Layer> layers;
    private final String architecture;
    List<String> entryPoint;
    List<String> command;
    List<String> shell = SHELL;
    String workingDirectory;
    String user;
    private boolean commandIsOwn;

    /// Stands for all that has gone into the files so far.
    String key;

    StageState(ImageConfig base, List<StoredImage.Layer> layers, String key) {
        this.architecture = base.architecture();
        this.variables = new LinkedHashMap<>(base.variables());
        this.labels = new LinkedHashMap<>(base.labels());
        this.layers = new ArrayList<>(layers);
        this.entryPoint = base.entryPoint();
        this.command = base.command();
        this.workingDirectory = base.workingDirectory();
        this.user = base.user();
        this.key = key;
    }

    /// What an instruction's `$x` stand for: environment variables go before arguments.
    Map<String, String> substitutes() {
        Map<String, String> all = new LinkedHashMap<>(arguments);
        all.putAll(variables);
        return all;
    }

    /// A command's exec form.
    List<String> commandLine(Instruction instruction) {
        return instruction.list().orElseGet(() -> {
            List<String> line = new ArrayList<>(shell);
            line.add(instruction.text());
            return line;
        });
    }

    /// An entry point of one's own makes the base image's command meaningless.
    void entryPoint(Instruction instruction) {
        entryPoint = instruction.text().isEmpty() ? List.of() : commandLine(instruction);
        if (!commandIsOwn) {
            command = List.of();
        }
    }

    void command(Instruction instruction) {
        command = instruction.text().isEmpty() ? List.of() : commandLine(instruction);
        commandIsOwn = true;
    }

    ImageConfig config() {
        return new ImageConfig(architecture, variables, entryPoint, command, workingDirectory, user, labels);
    }
}
