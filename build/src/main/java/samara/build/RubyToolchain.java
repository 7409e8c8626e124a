package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Ruby with Bundler: the sources and `vendor/bundle`; in a layer, the gems in `ruby/gems/VERSION`.
///
/// @param isLayer whether the gems go where a layer has them
record RubyToolchain(String runtime, boolean isLayer, Tools tools, BuildSettings settings)
        implements Toolchain.Interpreted {
    private static final Set<String> LEFT_BEHIND = Set.of(".aws-sam", ".samara", ".git", ".gitignore", ".bundle");
    /// Where `bundle cache` puts gems, which are then taken from there and from nowhere else.
    private static final String CACHE = "vendor/cache";

    private static final Pattern COMMENT = Pattern.compile("(?m)#.*$");
    private static final Pattern GEM = Pattern.compile("(?m)^\\s*(gem|gemspec)\\b");
    private static final Pattern LOCAL =
            Pattern.compile("\\bpath(:|\\s*=>|\\s+['\"])|\\bgemspec\\b|\\beval_gemfile\\b");

    @Override
    public String request() {
        return runtime + "\n" + System.getProperty("os.arch") + tools.searchPath() + tools.stamp("bundle");
    }

    @Override
    public String identity() {
        return bundle() + "@" + bundle().toFile().lastModified() + "/" + System.getProperty("os.arch");
    }

    /// Bundler of the interpreter that runs the function, else the one on the search path.
    private Path bundle() {
        return tools.interpreter(runtime)
                .map(ruby -> ruby.resolveSibling("bundle"))
                .filter(Files::isExecutable)
                .orElseGet(() -> tools.required("bundle", "Install Ruby with Bundler (apt-get install ruby bundler)."));
    }

    @Override
    public List<Path> inputs(Artifact artifact) {
        return Stream.concat(Stream.of(artifact.code()), settings.manifest().stream())
                .toList();
    }

    @Override
    public Path manifest(Path code) {
        return settings.manifest().orElseGet(() -> code.resolve("Gemfile"));
    }

    @Override
    public String dependencyKey(Path code) throws IOException {
        Path gemfile = manifest(code);
        String text = COMMENT.matcher(SourceTree.textOf(gemfile)).replaceAll("");
        if (!GEM.matcher(text).find()) {
            return "";
        }
        String lock = SourceTree.textOf(gemfile.resolveSibling(gemfile.getFileName() + ".lock"));
        Path cached = code.resolve(CACHE);
        List<Path> local = LOCAL.matcher(text).find() ? List.of(code, cached) : List.of(cached);
        return Fingerprint.of(String.join(
                "\n", "bundler", String.valueOf(isLayer), text, lock, Fingerprint.of(local, this::isLeftBehind)));
    }

    @Override
    public void install(Artifact artifact, Path into) throws IOException {
        Path gemfile = manifest(artifact.code());
        Path stage = into.resolve(".stage");
        if (LOCAL.matcher(SourceTree.textOf(gemfile)).find()) {
            SourceTree.copy(artifact.code(), stage, this::isLeftBehind);
        }
        Files.createDirectories(stage);
        Files.copy(gemfile, stage.resolve("Gemfile"), StandardCopyOption.REPLACE_EXISTING);
        Path lock = gemfile.resolveSibling(gemfile.getFileName() + ".lock");
        boolean isLocked = Files.isRegularFile(lock);
        if (isLocked) {
            Files.copy(lock, stage.resolve("Gemfile.lock"), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>(List.of(bundle().toString(), "install", "--quiet"));
        if (Files.isDirectory(artifact.code().resolve(CACHE))) {
            SourceTree.copy(artifact.code().resolve(CACHE), stage.resolve(CACHE), name -> false);
            command.add("--local");
        }
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("BUNDLE_APP_CONFIG", stage.resolve(".bundle").toString());
        variables.put("BUNDLE_GEMFILE", stage.resolve("Gemfile").toString());
        variables.put("BUNDLE_PATH", stage.resolve("vendor/bundle").toString());
        variables.put("BUNDLE_WITHOUT", "development:test");
        variables.put("BUNDLE_FROZEN", String.valueOf(isLocked));
        variables.put("BUNDLE_SILENCE_ROOT_WARNING", "true");
        var result = tools.run(command, stage, variables);
        if (result.exitCode() != 0) {
            throw new BuildException(
                    "`bundle install` failed for " + artifact.called() + " (" + gemfile + "). "
                            + "Mend the gem that Bundler names above, and build again.",
                    result.output());
        }
        take(stage, into);
        SourceTree.delete(stage);
    }

    private void take(Path stage, Path into) throws IOException {
        Path bundle = stage.resolve("vendor/bundle/ruby");
        if (!Files.isDirectory(bundle)) {
            return;
        }
        try (Stream<Path> versions = Files.list(bundle)) {
            for (Path version : versions.toList()) {
                SourceTree.delete(version.resolve("cache"));
            }
        }
        Path to = isLayer ? into.resolve("gems") : into.resolve("vendor/bundle/ruby");
        Files.createDirectories(to.getParent());
        Files.move(bundle, to);
        if (!isLayer) {
            Files.createDirectories(into.resolve(".bundle"));
            Files.writeString(
                    into.resolve(".bundle/config"),
                    "---\nBUNDLE_PATH: \"vendor/bundle\"\nBUNDLE_WITHOUT: \"development:test\"\n");
        }
        Optional<Path> resolved = Optional.of(stage.resolve("Gemfile.lock")).filter(Files::isRegularFile);
        if (resolved.isPresent()) {
            Files.copy(resolved.get(), into.resolve("Gemfile.lock"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public boolean isLeftBehind(String name) {
        return LEFT_BEHIND.contains(name);
    }

    @Override
    public String layerFolder() {
        return "ruby";
    }
}
