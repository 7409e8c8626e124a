package samara.functions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads what extensions write, and the marks of what started them.
final class ExtensionOutput {
    private static final int MAX_LINE_BYTES = 262_144;

    private final InputStream in;
    private final Listener listener;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);

    /// Hears of what is read, by the reading thread.
    interface Listener {
        void line(String text);

        void extensionEnded(String name, int status);

        void runtimeEnded(int status);

        /// Nothing more will come.
        void ended();
    }

    ExtensionOutput(InputStream in, Listener listener) {
        this.in = in;
        this.listener = listener;
        Thread.ofVirtual().name("samara-extension-output").start(this::read);
    }

    private void read() {
        var buffer = new byte[16_384];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == '\n' || line.size() >= MAX_LINE_BYTES) {
                        endLine();
                    }
                    if (buffer[i] != '\n') {
                        line.write(buffer[i]);
                    }
                }
            }
            endLine();
        } catch (IOException e) {
            endLine(); // killed while we read
        }
        listener.ended();
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isEmpty()) {
            return;
        }
        if (text.charAt(0) != 0) {
            listener.line(text);
            return;
        }
        String[] words = text.substring(1).split(" ", -1);
        if (words.length == 3 && words[0].equals("EXTENSION") && words[2].matches("\\d{1,3}")) {
            listener.extensionEnded(words[1], Integer.parseInt(words[2]));
        } else if (words.length == 2 && words[0].equals("RUNTIME") && words[1].matches("\\d{1,3}")) {
            listener.runtimeEnded(Integer.parseInt(words[1]));
        } else {
            listener.line(text.substring(1));
        }
    }
}
