package samara.functions.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// An identifier of [Lambda's runtimes](https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html).
///
/// @param version what versions of a language are told apart by: 12 of Python 3.12, 22 of Node.js 22, 304 of Ruby 3.4
/// @param deprecated the day from which AWS calls it deprecated
public record LambdaRuntime(String identifier, Language language, int version, Optional<LocalDate> deprecated) {

    /// What it runs.
    public enum Language {
        NODE("Node.js"),
        PYTHON("Python"),
        PYTHON2("Python 2"),
        JAVA("Java"),
        RUBY("Ruby"),
        GO("Go"),
        DOTNET(".NET"),
        CUSTOM("a custom runtime");

        private final String title;

        Language(String title) {
            this.title = title;
        }
    }

    private static final class Table {
        static final SequencedMap<String, LambdaRuntime> ALL = read();

        private static SequencedMap<String, LambdaRuntime> read() {
            SequencedMap<String, LambdaRuntime> all = new LinkedHashMap<>();
            try (InputStream in = LambdaRuntime.class.getResourceAsStream("/samara/functions/runtime/runtimes.tsv")) {
                if (in == null) {
                    throw new IllegalStateException("The resource `runtimes.tsv` is missing.");
                }
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                    String[] cells = line.split("\t", -1);
                    all.put(
                            cells[0],
                            new LambdaRuntime(
                                    cells[0],
                                    Language.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                                    Integer.parseInt(cells[2]),
                                    cells[3].equals("-") ? Optional.empty() : Optional.of(LocalDate.parse(cells[3]))));
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return all;
        }
    }

    /// All that there have been, oldest first within a language.
    public static SequencedMap<String, LambdaRuntime> all() {
        return java.util.Collections.unmodifiableSequencedMap(Table.ALL);
    }

    /// The runtime of this identifier.
    public static Optional<LambdaRuntime> of(String identifier) {
        return Optional.ofNullable(Table.ALL.get(identifier));
    }

    /// What it runs, as people say it: `Python 3.12`.
    public String title() {
        return title(version);
    }

    /// What a version of the same language is called.
    String title(int other) {
        return switch (language) {
            case PYTHON -> "Python 3." + other;
            case RUBY -> "Ruby " + other / 100 + "." + other % 100;
            case NODE, JAVA, DOTNET -> language.title + " " + other;
            case PYTHON2 -> "Python 2.7";
            case GO, CUSTOM -> language.title;
        };
    }
}
