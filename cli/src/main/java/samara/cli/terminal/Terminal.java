package samara.cli.terminal;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The streams that a command talks to. Safe for use by several threads: a line is written as one.
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final InputStream input;
    private final BufferedReader in;
    private final Audience audience;

    /// Streams of any kind, such as those that a test reads.
    ///
    /// @param isTerminal whether people look at it
    public Terminal(InputStream in, PrintStream out, PrintStream err, boolean isTerminal) {
        this(in, out, err, new Audience(isTerminal, isTerminal, isTerminal));
    }

    private Terminal(InputStream in, PrintStream out, PrintStream err, Audience audience) {
        this.input = in;
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 256);
        this.out = out;
        this.err = err;
        this.audience = audience;
    }

    /// Who is at the other end of the streams.
    private record Audience(boolean outIsTerminal, boolean colour, boolean canAsk) {}

    /// The process's own streams. `NO_COLOR` and `TERM=dumb` turn colour off.
    @SuppressWarnings("NullAway") // System.in is there
    public static Terminal standard(Map<String, String> environment) {
        boolean outIsTerminal = isTerminal(1);
        boolean colour = outIsTerminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        var out = new PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);
        var err = new PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.err), false, StandardCharsets.UTF_8);
        return new Terminal(System.in, out, err, new Audience(outIsTerminal, colour, outIsTerminal && isTerminal(0)));
    }

    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException e) {
                return false;
            }
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /// Writes a line of the result.
    public synchronized void line(String text) {
        write(out, text + "\n");
    }

    /// Writes a line for people: progress, a remark, an error.
    public synchronized void note(String text) {
        write(err, text + "\n");
    }

    private static void write(PrintStream stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.write(bytes, 0, bytes.length);
        stream.flush();
    }

    /// Writes what went wrong.
    public void error(String text) {
        note(styled(Style.RED, "Error:") + " " + text);
    }

    /// Writes what may go wrong.
    public void warning(String text) {
        note(styled(Style.YELLOW, "Warning:") + " " + text);
    }

    /// Standard input as bytes, for a command that reads all of it and asks nothing.
    public InputStream input() {
        return input;
    }

    /// Whether people look at the output, so that progress makes sense.
    public boolean isInteractive() {
        return audience.outIsTerminal();
    }

    /// Whether output is coloured.
    public boolean isColoured() {
        return audience.colour();
    }

    /// The text in this style, where colours are shown.
    public String styled(Style style, String text) {
        return audience.colour() ? "\u001b[" + style.code() + "m" + text + "\u001b[0m" : text;
    }

    /// Asks a yes-or-no question; without a terminal the answer is no.
    public boolean confirm(String question) {
        if (!audience.canAsk()) {
            note(question + " [y/N]: no terminal to ask at, taken for no.");
            return false;
        }
        synchronized (this) {
            write(err, question + " [y/N]: ");
        }
        try {
            String answer = in.readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Asks for a line, from people or from a script's input; nothing where the input has ended.
    public Optional<String> ask(String prompt) {
        synchronized (this) {
            write(err, prompt);
        }
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A colour or weight.
    public enum Style {
        BOLD("1"),
        DIM("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        BLUE("34"),
        MAGENTA("35"),
        CYAN("36");

        private final String code;

        Style(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
