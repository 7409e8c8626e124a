package samara.cloud.lambda;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import samara.cloud.kernel.Kernel;

/// Takes away, now and then, the archives that no function and no layer means any more.
final class CodeSweep {
    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final Kernel kernel;
    private final Functions functions;
    private final Layers layers;
    private final CodeStore code;

    CodeSweep(Kernel kernel, Functions functions, Layers layers, CodeStore code) {
        this.kernel = kernel;
        this.functions = functions;
        this.layers = layers;
        this.code = code;
    }

    void start() {
        kernel.scheduler().every(PERIOD, this::sweep);
    }

    private void sweep() {
        Set<String> used = new HashSet<>();
        for (StoredFunction function : functions.everywhere()) {
            add(function.code(), used);
            function.settings().layers().forEach(layer -> add(layer.code(), used));
        }
        layers.everywhere().forEach(layer -> add(layer.code(), used));
        code.sweep(used, kernel.clock().now());
    }

    private static void add(Code code, Set<String> used) {
        if (code instanceof Code.Archive archive) {
            used.add(archive.blob());
        }
    }
}
