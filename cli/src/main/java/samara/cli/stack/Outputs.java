package samara.cli.stack;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/// A stack's outputs for people and for scripts.
public final class Outputs {
    private Outputs() {}

    /// Key, description and value of each; nothing if there are none.
    public static List<String> text(Stack stack) {
        List<String> lines = new ArrayList<>();
        if (stack.hasOutputs() && !stack.outputs().isEmpty()) {
            lines.add("Outputs");
            lines.add("-".repeat(120));
            for (Output output : stack.outputs()) {
                lines.add("Key          " + output.outputKey());
                lines.add("Description  " + (output.description() == null ? "-" : output.description()));
                lines.add("Value        " + output.outputValue());
                lines.add("");
            }
        }
        return lines;
    }
}
