package samara.functions.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The AWS SDK of a language, as Lambda's runtimes for Python and Node.js bring it: functions find it behind their own
/// packages and layers. Looked for in Samara's cache (`~/.cache/samara/sdk/python`, `…/sdk/nodejs/node_modules`), then
/// where this machine's package managers put it.
///
/// @param folder holds its packages
/// @param names those of them that belong to it; all of the folder's, if none is named
public record AwsSdk(Path folder, List<String> names) {
    /// [What the runtimes hold](https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html), of plain Python: any
    /// version of the interpreter runs it.
    private static final List<String> PYTHON =
            List.of("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six.py", "urllib3");

    private static final Pattern NODE_PACKAGE = Pattern.compile("@aws-sdk/[a-z0-9-]+");

    /// The folder of Samara's cache.
    private static Path cache(Path home) {
        return home.resolve(".cache/samara/sdk");
    }

    /// boto3 for an interpreter; none where there is none, or the interpreter has one of its own.
    ///
    /// @param home the user's folder
    public static Optional<AwsSdk> python(Interpreter interpreter, Path home) {
        String version = "python3." + interpreter.version();
        List<Path> own = List.of(
                interpreter.prefix().resolve("lib").resolve(version).resolve("site-packages"),
                Path.of("/usr/local/lib", version, "dist-packages"),
                Path.of("/usr/lib/python3/dist-packages"));
        boolean debian = interpreter.prefix().equals(Path.of("/usr"));
        if (own.stream().limit(debian ? own.size() : 1).anyMatch(AwsSdk::hasBoto)) {
            return Optional.empty();
        }
        Stream<Path> folders = Stream.of(
                        Stream.of(cache(home).resolve("python")),
                        sites(home.resolve(".local/lib")),
                        Stream.of(own.getLast()),
                        Stream.of("/usr/local/lib", "/usr/lib").map(Path::of).flatMap(AwsSdk::sites),
                        Stream.of(".pyenv/versions", ".local/share/uv/python")
                                .map(home::resolve)
                                .flatMap(SearchPath::children)
                                .flatMap(prefix -> sites(prefix.resolve("lib"))))
                .flatMap(all -> all);
        return folders.filter(AwsSdk::hasBoto)
                .findFirst()
                .map(folder -> new AwsSdk(
                        folder,
                        PYTHON.stream()
                                .filter(name -> Files.exists(folder.resolve(name)))
                                .toList()));
    }

    private static Stream<Path> sites(Path lib) {
        return SearchPath.children(lib)
                .filter(folder -> String.valueOf(folder.getFileName()).startsWith("python3"))
                .flatMap(folder -> Stream.of(folder.resolve("site-packages"), folder.resolve("dist-packages")));
    }

    private static boolean hasBoto(Path folder) {
        return Files.isDirectory(folder.resolve("boto3")) && Files.isDirectory(folder.resolve("botocore"));
    }

    /// The AWS SDK for JavaScript, version 3.
    ///
    /// @param home the user's folder
    public static Optional<AwsSdk> node(Interpreter interpreter, Path home) {
        return Stream.of(
                        cache(home).resolve("nodejs/node_modules"),
                        interpreter.prefix().resolve("lib/node_modules"),
                        Path.of("/usr/local/lib/node_modules"),
                        Path.of("/usr/lib/node_modules"),
                        home.resolve(".npm-global/lib/node_modules"))
                .filter(folder -> SearchPath.children(folder.resolve("@aws-sdk"))
                        .anyMatch(each -> String.valueOf(each.getFileName()).startsWith("client-")))
                .findFirst()
                .map(folder -> new AwsSdk(folder, List.of()));
    }

    /// What to say to one whose function asks for a module that Lambda's runtime has and this machine has not.
    ///
    /// @param error an error document
    public static Optional<String> hint(String error, Path home) {
        if (!error.contains("Runtime.ImportModuleError")) {
            return Optional.empty();
        }
        String known = "Lambda's runtime brings it; this machine has it in no place that is searched. Add it to the "
                + "function's dependencies and build, or install it for all functions: ";
        if (error.contains("No module named 'boto")) {
            return Optional.of("boto3 was not found. " + known + "pip install --target "
                    + cache(home).resolve("python") + " boto3");
        }
        Matcher named = NODE_PACKAGE.matcher(error);
        return named.find()
                ? Optional.of(named.group() + " was not found. " + known + "npm install --prefix "
                        + cache(home).resolve("nodejs") + " " + named.group())
                : Optional.empty();
    }
}
