package samara.cli.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.cli.command.Environment;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.terminal.Terminal;
import samara.functions.FunctionLog;
import samara.functions.FunctionSpec;

/// Where functions' logs and answers go: to the terminal, or to the file of `--log-file`.
final class FunctionOutputs implements FunctionLog, AutoCloseable {
    private final Terminal terminal;
    private final @Nullable OutputStream file;

    private FunctionOutputs(Terminal terminal, @Nullable OutputStream file) {
        this.terminal = terminal;
        this.file = file;
    }

    /// Where a command wants them.
    static FunctionOutputs of(Invocation invocation) {
        Optional<Path> path = invocation.arguments().text("log_file").map(invocation.environment()::resolve);
        if (path.isEmpty()) {
            return new FunctionOutputs(invocation.terminal(), null);
        }
        try {
            Files.createDirectories(Environment.folderOf(path.get()));
            return new FunctionOutputs(
                    invocation.terminal(),
                    Files.newOutputStream(
                            path.get(),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING));
        } catch (IOException e) {
            throw new UserException("The file of --log-file, " + path.get() + ", can't be written: " + e + ".");
        }
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public void write(FunctionSpec function, String stream, List<Event> events) {
        var text = new StringBuilder();
        for (Event event : events) {
            text.append(event.message());
            if (!event.message().endsWith("\n")) {
                text.append('\n');
            }
        }
        if (file == null) {
            terminal.note(text.substring(0, text.length() - 1));
        } else {
            append(text.toString());
        }
    }

    /// Writes a function's answer.
    void answer(byte[] payload) {
        String text = new String(payload, StandardCharsets.UTF_8);
        terminal.line(text);
        if (file != null) {
            append(text + "\n");
        }
    }

    private synchronized void append(String text) {
        OutputStream out = file;
        if (out != null) {
            try {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("The log file could not be written.", e);
            }
        }
    }

    @Override
    public void close() {
        OutputStream out = file;
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
