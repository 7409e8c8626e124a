package samara.functions.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is installed of a language on this machine, in the places where installers put it.
final class Installed {
    private static final Pattern PYTHON_PROGRAM = Pattern.compile("python3\\.(\\d+)");
    private static final Pattern NODE_FOLDER = Pattern.compile("v?(\\d+)(\\.\\d+)*");
    private static final Pattern RUBY_FOLDER = Pattern.compile("(?:ruby-)?(\\d)\\.(\\d+)(\\.\\d+)*");
    private static final Pattern RUBY_PROGRAM = Pattern.compile("ruby(\\d)\\.(\\d+)");
    private static final Pattern JAVA_VERSION = Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)");

    private Installed() {}

    static List<Interpreter> of(LambdaRuntime.Language language) {
        return switch (language) {
            case PYTHON -> pythons();
            case NODE -> nodes();
            case JAVA -> javas();
            case RUBY -> rubies();
            case PYTHON2, GO, DOTNET, CUSTOM -> List.of();
        };
    }

    private static List<Interpreter> pythons() {
        List<Interpreter> found = new ArrayList<>();
        Stream<Path> folders = Stream.of(
                        SearchPath.folders(),
                        Stream.of(Path.of("/usr/local/bin"), Path.of("/usr/bin")),
                        bins(".pyenv/versions"),
                        bins(".local/share/uv/python"))
                .flatMap(all -> all);
        for (Path folder : (Iterable<Path>) folders::iterator) {
            SearchPath.children(folder).forEach(program -> {
                Matcher name = PYTHON_PROGRAM.matcher(String.valueOf(program.getFileName()));
                if (name.matches() && Files.isExecutable(program)) {
                    found.add(Interpreter.of(SearchPath.real(program), Integer.parseInt(name.group(1))));
                }
            });
        }
        return found;
    }

    private static Stream<Path> bins(String below) {
        return SearchPath.children(SearchPath.home(below)).map(version -> version.resolve("bin"));
    }

    private static List<Interpreter> nodes() {
        List<Interpreter> found = new ArrayList<>();
        Stream.of(".nvm/versions/node", ".local/share/fnm/node-versions", ".volta/tools/image/node")
                .map(SearchPath::home)
                .flatMap(SearchPath::children)
                .forEach(version -> {
                    Matcher name = NODE_FOLDER.matcher(String.valueOf(version.getFileName()));
                    Stream.of("bin/node", "installation/bin/node")
                            .map(version::resolve)
                            .filter(program -> name.matches() && Files.isExecutable(program))
                            .forEach(program -> found.add(
                                    Interpreter.of(SearchPath.real(program), Integer.parseInt(name.group(1)))));
                });
        SearchPath.find("node").ifPresent(program -> {
            String major = SearchPath.answer(List.of(program.toString(), "-p", "process.versions.node.split('.')[0]"));
            if (major.matches("\\d{1,4}")) {
                found.add(Interpreter.of(SearchPath.real(program), Integer.parseInt(major)));
            }
        });
        return found;
    }

    private static List<Interpreter> rubies() {
        List<Interpreter> found = new ArrayList<>();
        Stream.of(SearchPath.home(".rbenv/versions"), SearchPath.home(".rubies"), Path.of("/opt/rubies"))
                .flatMap(SearchPath::children)
                .forEach(version -> {
                    Matcher name = RUBY_FOLDER.matcher(String.valueOf(version.getFileName()));
                    Path program = version.resolve("bin/ruby");
                    if (name.matches() && Files.isExecutable(program)) {
                        found.add(Interpreter.of(SearchPath.real(program), versionOf(name)));
                    }
                });
        SearchPath.find("ruby").map(SearchPath::real).ifPresent(program -> {
            Matcher name = RUBY_PROGRAM.matcher(String.valueOf(program.getFileName()));
            if (name.matches()) {
                found.add(Interpreter.of(program, versionOf(name)));
                return;
            }
            Matcher answer =
                    RUBY_FOLDER.matcher(SearchPath.answer(List.of(program.toString(), "-e", "print RUBY_VERSION")));
            if (answer.matches()) {
                found.add(Interpreter.of(program, versionOf(answer)));
            }
        });
        return found;
    }

    private static int versionOf(Matcher ruby) {
        return Integer.parseInt(ruby.group(1)) * 100 + Integer.parseInt(ruby.group(2));
    }

    /// JDKs and JREs, told apart by the file `release` that each has since Java 8.
    private static List<Interpreter> javas() {
        Map<Path, Interpreter> found = new LinkedHashMap<>();
        Stream<Path> homes = Stream.of(
                        SearchPath.variable("JAVA_HOME").map(Path::of).stream(),
                        SearchPath.find("java").map(SearchPath::real).flatMap(Installed::homeOf).stream(),
                        SearchPath.children(Path.of("/usr/lib/jvm")),
                        SearchPath.children(Path.of("/usr/java")),
                        SearchPath.children(SearchPath.home(".sdkman/candidates/java")),
                        SearchPath.children(SearchPath.home(".jdks")))
                .flatMap(all -> all);
        for (Path home : (Iterable<Path>) homes::iterator) {
            Path program = home.resolve("bin/java");
            if (Files.isExecutable(program) && !found.containsKey(SearchPath.real(program))) {
                majorOf(home)
                        .ifPresent(version -> found.put(
                                SearchPath.real(program),
                                new Interpreter(SearchPath.real(program), version, SearchPath.real(home))));
            }
        }
        return List.copyOf(found.values());
    }

    private static Optional<Path> homeOf(Path java) {
        return Optional.ofNullable(java.getParent()).map(Path::getParent);
    }

    private static Optional<Integer> majorOf(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release)) {
            return Optional.empty();
        }
        try {
            Matcher version = JAVA_VERSION.matcher(Files.readString(release));
            return version.find() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // not ours to read
        }
    }
}
