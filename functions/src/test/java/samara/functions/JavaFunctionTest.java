package samara.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import samara.functions.isolation.Isolation;

/// Java functions, by our own client of the Runtime API.
@Timeout(60)
class JavaFunctionTest {
    private static final String INTERFACES = "import com.amazonaws.services.lambda.runtime.*;\n";

    @TempDir
    Path folder;

    /// Compiles against the interfaces that our runtime has, as a function does against AWS's.
    private static FunctionSpec compiled(Bench bench, String handler, Map<String, String> sources) throws IOException {
        FunctionSpec function = bench.function("java17", handler, sources);
        Path code = ((FunctionCode.Zip) function.code()).folder();
        Path jar = Files.createTempFile(code, "runtime", ".jar");
        try (var in = JavaFunctionTest.class.getResourceAsStream("java/runtime.jar")) {
            Files.write(jar, in.readAllBytes());
        }
        List<String> options =
                new ArrayList<>(List.of("--release", "17", "-proc:none", "-cp", jar.toString(), "-d", code.toString()));
        sources.keySet().stream()
                .filter(name -> name.endsWith(".java"))
                .forEach(name -> options.add(code.resolve(name).toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new)))
                .isZero();
        Files.delete(jar);
        return function;
    }

    @Test
    void requestHandlersMapEventsToTheirTypes() throws Exception {
        try (var bench = new Bench(folder, Isolation.best())) {
            var function = compiled(bench, "shop.Orders", Map.of("shop/Orders.java", interfacesIn("shop") + """
                    import java.util.*;
                    public class Orders implements RequestHandler<Orders.Order, Orders.Receipt> {
                        enum Size { SMALL, LARGE }
                        public static class Order {
                            private String name; private int count; private List<Line> Lines; private Map<String, Size> sizes;
                            public void setName(String name) { this.name = name; }
                            public void setCount(int count) { this.count = count; }
                            public void setLines(List<Line> lines) { this.Lines = lines; }
                            public void setSizes(Map<String, Size> sizes) { this.sizes = sizes; }
                        }
                        public record Line(String item, double price) {}
                        public record Receipt(String name, double total, Optional<String> note, Size size, String id) {}
                        public Receipt handleRequest(Order order, Context context) {
                            double total = order.Lines.stream().mapToDouble(Line::price).sum() * order.count;
                            return new Receipt(order.name, total, Optional.empty(), order.sizes.get("box"), context.getAwsRequestId());
                        }
                    }
                    """));

            assertThat(bench.answer(
                            function,
                            "{\"name\":\"a\\u00e9\\n\",\"count\":2,\"Lines\":[{\"item\":\"x\",\"price\":1.25},"
                                    + "{\"item\":\"y\",\"price\":2}],\"sizes\":{\"box\":\"LARGE\"},\"unknown\":[1]}"))
                    .matches("\\{\"name\":\"aé\\\\n\",\"total\":6.5,\"note\":null,\"size\":\"LARGE\","
                            + "\"id\":\"request-\\d+\"}");
        }
    }

    private static String interfacesIn(String name) {
        return "package " + name + ";\n" + INTERFACES;
    }

    @Test
    void streamHandlersAndMethodsOfAnyClassAreHandlers() throws Exception {
        try (var bench = new Bench(folder, Isolation.best())) {
            Map<String, String> sources = Map.of("Any.java", INTERFACES + """
                    import java.io.*;
                    import java.util.*;
                    public class Any implements RequestStreamHandler {
                        public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
                            out.write('"'); in.transferTo(out); out.write('"');
                        }
                        public static int twice(int n) { return 2 * n; }
                        public Map<String, Object> about(Map<String, Object> event, Context context) {
                            context.getLogger().log("two\\nlines");
                            System.out.println("printed");
                            event.put("memory", context.getMemoryLimitInMB());
                            event.put("time", context.getRemainingTimeInMillis() > 0);
                            event.put("colour", System.getenv("COLOUR"));
                            return event;
                        }
                    }
                    """);
            var stream = compiled(bench, "Any", sources);

            assertThat(bench.answer(stream, "12")).isEqualTo("\"12\"");
            assertThat(bench.answer(compiled(bench, "Any::twice", sources), "21"))
                    .isEqualTo("42");
            assertThat(bench.answer(compiled(bench, "Any::about", sources), "{\"n\":1}"))
                    .isEqualTo("{\"n\":1,\"memory\":256,\"time\":true,\"colour\":\"red\"}");
            assertThat(bench.log).contains("two\nlines\n", "printed\n");
        }
    }

    @Test
    void failuresAreShapedAsLambdaDoes() throws Exception {
        try (var bench = new Bench(folder, Isolation.best())) {
            Map<String, String> sources = Map.of("Bad.java", INTERFACES + """
                    public class Bad {
                        public String fails(Object event) { throw new IllegalStateException("no", new RuntimeException("why")); }
                        public String number(int event) { return ""; }
                        public String exits(Object event) { System.exit(3); return ""; }
                    }
                    """);

            assertThat(bench.answer(compiled(bench, "Bad::fails", sources), "{}"))
                    .startsWith("{\"errorMessage\":\"no\",\"errorType\":\"java.lang.IllegalStateException\","
                            + "\"stackTrace\":[\"Bad.fails(Bad.java:3)\"")
                    .contains("\"cause\":{\"errorMessage\":\"why\"");
            assertThat(bench.answer(compiled(bench, "Bad::number", sources), "{}"))
                    .contains("Runtime.UnmarshalError");
            assertThat(bench.answer(compiled(bench, "Bad::exits", sources), "{}"))
                    .contains("Runtime exited with error: exit status 3");
            assertThat(bench.answer(compiled(bench, "Bad::missing", sources), "{}"))
                    .contains("No public method named missing");
            assertThat(bench.answer(compiled(bench, "Missing", sources), "{}"))
                    .isEqualTo("{\"errorMessage\":\"Class not found: Missing\","
                            + "\"errorType\":\"java.lang.ClassNotFoundException\"}");
        }
    }
}
