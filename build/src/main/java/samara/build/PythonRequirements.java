package samara.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// What a folder of Python code asks to have installed: its `requirements.txt`, else its `pyproject.toml`, locked by uv
/// or Poetry or neither.
///
/// @param manifest the file that says it, which need not exist
record PythonRequirements(Path code, Path manifest, Source source, boolean isByUv) {
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*");
    private static final Pattern LOCAL_PACKAGE =
            Pattern.compile("source = \\{ (directory|editable|path) = \"(?!\\.\")");

    /// Where requirements come from.
    enum Source {
        /// `requirements.txt`, which need not be there.
        LIST,
        /// `project.dependencies` of `pyproject.toml`.
        PROJECT,
        /// `uv.lock`.
        UV,
        /// `poetry.lock`, or Poetry's own section of `pyproject.toml`.
        POETRY
    }

    /// @param byUv whether uv was asked for
    static PythonRequirements of(Path code, Optional<Path> given, boolean byUv) {
        Path list = given.orElseGet(() -> code.resolve("requirements.txt"));
        Path project = list.getFileName().toString().endsWith(".toml") ? list : code.resolve("pyproject.toml");
        boolean isProject = Files.isRegularFile(project)
                && (list.equals(project)
                        || !Files.isRegularFile(list)
                        || byUv && Files.isRegularFile(code.resolve("uv.lock")));
        if (!isProject) {
            return new PythonRequirements(code, list, Source.LIST, byUv);
        }
        TomlParseResult parsed = parse(project);
        if (Files.isRegularFile(project.resolveSibling("uv.lock"))) {
            return new PythonRequirements(code, project, Source.UV, true);
        }
        boolean poetry = Files.isRegularFile(project.resolveSibling("poetry.lock"))
                || Optional.ofNullable(parsed.getTable("tool.poetry.dependencies"))
                        .map(TomlTable::keySet)
                        .filter(names -> names.stream().anyMatch(name -> !name.equals("python")))
                        .isPresent();
        return new PythonRequirements(code, project, poetry ? Source.POETRY : Source.PROJECT, byUv);
    }

    private static TomlParseResult parse(Path project) {
        TomlParseResult parsed = Toml.parse(SourceTree.textOf(project));
        if (parsed.hasErrors()) {
            var first = parsed.errors().getFirst();
            throw new BuildException(
                    project + ":" + first.position().line() + ":"
                            + first.position().column() + ": " + first.getMessage() + ".",
                    "");
        }
        return parsed;
    }

    /// A hash of all that decides what is installed; empty where that is nothing.
    String key(Predicate<String> leftBehind) throws IOException {
        return switch (source) {
            case LIST -> {
                List<String> lines = SourceTree.textOf(manifest)
                        .lines()
                        .map(line -> COMMENT.matcher(line).replaceFirst("").strip())
                        .filter(line -> !line.isEmpty())
                        .toList();
                yield lines.isEmpty()
                        ? ""
                        : Fingerprint.of(isByUv + String.join("\n", lines) + local(lines, leftBehind));
            }
            case PROJECT -> {
                List<String> lines = dependencies();
                yield lines.isEmpty()
                        ? ""
                        : Fingerprint.of(isByUv + String.join("\n", lines) + local(lines, leftBehind));
            }
            case UV -> Fingerprint.of("uv\n" + lockText("uv.lock"));
            case POETRY -> Fingerprint.of("poetry\n" + lockText("poetry.lock"));
        };
    }

    /// A line that names a file (`-r other.txt`, `./wheel`) makes its folder part of what is installed.
    private String local(List<String> lines, Predicate<String> leftBehind) throws IOException {
        boolean local =
                lines.stream().anyMatch(line -> line.startsWith("-") || line.startsWith(".") || line.contains("file:"));
        return local ? Fingerprint.of(List.of(code), leftBehind) : "";
    }

    private String lockText(String name) {
        return SourceTree.textOf(manifest) + "\n" + SourceTree.textOf(manifest.resolveSibling(name));
    }

    private List<String> dependencies() {
        List<String> lines = new ArrayList<>();
        TomlArray listed = parse(manifest).getArray("project.dependencies");
        for (int i = 0; listed != null && i < listed.size(); i++) {
            lines.add(String.valueOf(listed.get(i)));
        }
        return lines;
    }

    /// The list that pip reads: the manifest itself, or what is made of it at `exported`.
    ///
    /// @throws BuildException if the tool that reads the lock file is not there, or fails
    Path listed(Artifact artifact, String interpreter, Path exported, Tools tools) throws IOException {
        List<String> command = new ArrayList<>();
        switch (source) {
            case LIST -> {
                return manifest;
            }
            case PROJECT -> {
                return Files.write(exported, dependencies());
            }
            case UV -> {
                command.addAll(List.of(uv(tools).toString(), "export", "--quiet", "--frozen", "--no-dev"));
                command.addAll(List.of("--no-emit-project", "--format", "requirements-txt"));
                command.addAll(List.of("--python", interpreter, "--output-file", exported.toString()));
                if (LOCAL_PACKAGE.matcher(lockText("uv.lock")).find()) {
                    command.add("--no-hashes");
                }
            }
            case POETRY -> {
                Path poetry = tools.required(
                        "poetry", "Install it (pipx install poetry; pipx inject poetry poetry-plugin-export).");
                command.addAll(List.of(poetry.toString(), "export", "--no-interaction", "--only", "main"));
                command.addAll(List.of("--without-hashes", "--format", "requirements.txt"));
                command.addAll(List.of("--output", exported.toString()));
            }
        }
        Path folder = manifest.toAbsolutePath().resolveSibling("");
        var result = tools.run(command, folder);
        if (result.exitCode() != 0) {
            String tool = source == Source.UV ? "uv" : "poetry";
            throw new BuildException(
                    "`" + tool + " export` failed for " + artifact.called() + " (" + manifest + "). "
                            + (result.output().contains("\"export\" does not exist")
                                    ? "Install Poetry's plug-in for it (pip install poetry-plugin-export)."
                                    : "Mend what " + tool + " names above, and build again."),
                    result.output());
        }
        return exported;
    }

    /// uv.
    static Path uv(Tools tools) {
        return tools.required("uv", "Install it (pip install uv).");
    }
}
