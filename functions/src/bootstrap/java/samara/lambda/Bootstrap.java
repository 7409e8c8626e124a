package samara.lambda;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The client of the Runtime API that every Java environment starts with. */
public final class Bootstrap {
    private Bootstrap() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && arguments[0].equals("--train")) {
            train();
            return;
        }
        RuntimeClient client = RuntimeClient.connect();
        ClassLoader loader = codeLoader();
        Thread.currentThread().setContextClassLoader(loader);
        Handler handler;
        try {
            handler = Handler.named(System.getenv("_HANDLER"), loader);
        } catch (Throwable thrown) {
            Failure.log(thrown);
            OutputLogger.flush();
            client.post("/init/error", Failure.document(thrown), Failure.type(thrown), false);
            client.receive();
            System.exit(1);
            return;
        }
        try {
            client.askForNext();
            while (true) {
                one(client, handler);
            }
        } catch (EOFException e) {
            System.exit(0); // the environment is over
        }
    }

    private static void one(RuntimeClient client, Handler handler) throws IOException {
        RuntimeClient.Response event = client.receive();
        LambdaContext context = new LambdaContext(event);
        String id = context.getAwsRequestId();
        OutputLogger.requestId = id;
        String trace = event.header("lambda-runtime-trace-id");
        if (trace == null) {
            System.clearProperty("com.amazonaws.xray.traceHeader");
        } else {
            System.setProperty("com.amazonaws.xray.traceHeader", trace);
        }
        byte[] answer;
        String errorType = null;
        boolean fatal = false;
        try {
            answer = handler.handle(event.body, context);
        } catch (Throwable thrown) {
            Failure.log(thrown);
            answer = Failure.document(thrown);
            errorType = Failure.type(thrown);
            fatal = thrown instanceof VirtualMachineError;
        }
        OutputLogger.flush();
        client.post("/invocation/" + id + (errorType == null ? "/response" : "/error"), answer, errorType, !fatal);
        client.receive();
        if (fatal) {
            System.exit(1);
        }
    }

    /** The function's classes: its folder, its `lib`, and those of layers. */
    private static ClassLoader codeLoader() throws MalformedURLException {
        List<URL> places = new ArrayList<>();
        File task = new File(System.getenv("LAMBDA_TASK_ROOT"));
        String layers = System.getenv("SAMARA_LAYERS_ROOT");
        places.add(task.toURI().toURL());
        addJars(places, new File(task, "lib"));
        addJars(places, new File(layers == null ? "/opt" : layers, "java/lib"));
        return new URLClassLoader(places.toArray(new URL[0]), Bootstrap.class.getClassLoader());
    }

    private static void addJars(List<URL> places, File folder) throws MalformedURLException {
        File[] files = folder.listFiles((in, name) -> name.endsWith(".jar"));
        if (files != null) {
            Arrays.sort(files);
            for (File file : files) {
                places.add(file.toURI().toURL());
            }
        }
    }

    /** Loads what each start needs, for an archive of classes. */
    private static void train() throws MalformedURLException {
        Map<String, Object> sample = new LinkedHashMap<>();
        sample.put("name", "text");
        sample.put("items", Arrays.<Object>asList(1, 2.5, true));
        String json = JsonWriter.text(sample);
        Values.as(Types.of(Sample.class), JsonReader.read(json));
        new OutputLogger().log(JsonWriter.text(new Sample()));
        OutputLogger.flush();
        try {
            Class.forName("java.net.UnixDomainSocketAddress").getMethod("of", String.class).invoke(null, "/nowhere");
            RuntimeClient.connect();
        } catch (ReflectiveOperationException | IOException e) {
            // Nobody listens: it is about the classes only.
        }
        Failure.document(new IllegalStateException("sample"));
        try {
            Handler.named("samara.lambda.Bootstrap$Sample::handle", codeLoader()).handle(json.getBytes(), null);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** What {@link #train} maps. */
    public static final class Sample {
        private String name;
        private List<String> items;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public List<String> getItems() {
            return items;
        }

        public void setItems(List<String> items) {
            this.items = items;
        }

        public Map<String, Object> handle(Sample sample) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("name", sample.name);
            return answer;
        }
    }
}
