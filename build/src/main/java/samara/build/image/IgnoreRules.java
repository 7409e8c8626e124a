package samara.build.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a [.dockerignore](https://docs.docker.com/build/concepts/context/#dockerignore-files) keeps out of a build: the
/// last rule that fits a path or a folder above it decides.
final class IgnoreRules {
    private final List<Rule> rules;

    private record Rule(Pattern pattern, boolean keeps) {}

    private IgnoreRules(List<Rule> rules) {
        this.rules = rules;
    }

    /// Nothing is ignored.
    static IgnoreRules none() {
        return new IgnoreRules(List.of());
    }

    /// The rules beside a Dockerfile (`Dockerfile.dockerignore`), else the context's.
    static IgnoreRules of(Path context, Path dockerfile) throws IOException {
        Path own = dockerfile.resolveSibling(dockerfile.getFileName() + ".dockerignore");
        Path file = Files.isRegularFile(own) ? own : context.resolve(".dockerignore");
        return Files.isRegularFile(file) ? parse(Files.readAllLines(file)) : none();
    }

    static IgnoreRules parse(List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        for (String line : lines) {
            String text = line.startsWith("#") ? "" : line.strip();
            boolean keeps = text.startsWith("!");
            String pattern = keeps ? text.substring(1).strip() : text;
            pattern = String.join(
                    "/",
                    List.of(pattern.split("/", -1)).stream()
                            .filter(part -> !part.isEmpty() && !part.equals("."))
                            .toList());
            if (!pattern.isEmpty()) {
                rules.add(new Rule(glob(pattern), keeps));
            }
        }
        return new IgnoreRules(List.copyOf(rules));
    }

    /// Whether a file is left out.
    ///
    /// @param path relative to the context, `/` between its parts
    boolean ignores(String path) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if (ignored == rule.keeps() && fits(rule.pattern(), path)) {
                ignored = !rule.keeps();
            }
        }
        return ignored;
    }

    private static boolean fits(Pattern pattern, String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (pattern.matcher(path.substring(0, end)).matches()) {
                return true;
            }
        }
        return false;
    }

    /// A pattern of Go's `filepath.Match`, and `**` for any number of folders.
    static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '*' -> {
                    if (pattern.startsWith("**/", i)) {
                        regex.append("(?:.*/)?");
                        i += 2;
                    } else if (pattern.startsWith("**", i)) {
                        regex.append(".*");
                        i++;
                    } else {
                        regex.append("[^/]*");
                    }
                }
                case '?' -> regex.append("[^/]");
                case '[' -> {
                    int end = pattern.indexOf(']', i + 1);
                    if (end < 0) {
                        regex.append("\\[");
                    } else {
                        regex.append('[').append(pattern, i + 1, end).append(']');
                        i = end;
                    }
                }
                case '\\' -> {
                    i++;
                    regex.append(Pattern.quote(i < pattern.length() ? pattern.substring(i, i + 1) : "\\"));
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
