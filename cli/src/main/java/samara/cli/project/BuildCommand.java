package samara.cli.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.build.Artifact;
import samara.build.Artifacts;
import samara.build.BuildException;
import samara.build.BuildSettings;
import samara.build.BuiltTemplate;
import samara.build.LocalValues;
import samara.build.SamBuild;
import samara.build.StackTemplate;
import samara.cli.args.KeyValues;
import samara.cli.aws.SharedConfiguration;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.terminal.Terminal;
import samara.template.JsonWriter;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;
import samara.template.YamlWriter;

/// `build`: the code of functions and layers, those of nested stacks too, into `.aws-sam/build`, with a template that
/// names it there. Always parallel, and cached unless `--no-cached` says otherwise. `--beta-features` has nothing to
/// turn on: no toolchain waits behind it.
public final class BuildCommand implements Command {
    @Override
    public String name() {
        return "build";
    }

    @Override
    public String summary() {
        return "Build the code of an application's functions and layers";
    }

    @Override
    public Set<String> built() {
        return Set.of(
                "parallel",
                "cached",
                "exclude",
                "build_dir",
                "cache_dir",
                "base_dir",
                "parameter_overrides",
                "manifest",
                "build_in_source",
                "use_container",
                "use_buildkit",
                "container_env_var",
                "container_env_var_file",
                "build_image",
                "mount_with",
                "mount_symlinks",
                "skip_pull_image",
                "docker_network",
                "hook_name",
                "skip_prepare_infra",
                "terraform_project_root_path",
                "language_extensions",
                "output",
                "beta_features");
    }

    @Override
    public int run(Invocation invocation) {
        var options = new BuildOptions(invocation);
        options.check();
        SourceTemplate template = SourceTemplate.read(invocation, false);
        Path buildFolder = folder(invocation, template, "build_dir", ".aws-sam/build");
        BuildSettings settings =
                options.settings(buildFolder, folder(invocation, template, "cache_dir", ".aws-sam/cache"));
        Terminal terminal = invocation.terminal();
        try {
            StackTemplate stack = stack(invocation, template);
            Artifacts.Found found = stack.artifacts();
            template.stopAt(found.diagnostics(), terminal);
            found.skipped().forEach(terminal::note);
            List<Artifact> wanted = wanted(invocation, found.artifacts());
            List<SamBuild.Built> built =
                    new SamBuild(settings, BuildOptions.tools(invocation), terminal::note).build(wanted);
            write(stack, buildFolder, built);
            report(invocation, template, buildFolder, built);
            return 0;
        } catch (BuildException e) {
            SourceTemplate.show(terminal, e);
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StackTemplate stack(Invocation invocation, SourceTemplate template) {
        var arguments = invocation.arguments();
        Path base = arguments
                .text("base_dir")
                .map(invocation.environment()::resolve)
                .orElse(template.folder());
        if (!Files.isDirectory(base)) {
            throw new UserException("The folder of `--base-dir`, " + base + ", does not exist.");
        }
        Map<String, String> parameters = KeyValues.parse("--parameter-overrides", arguments.all("parameter_overrides"));
        ObjectNode root = LanguageExpansion.of(invocation, template, parameters);
        return StackTemplate.of(root, base, LocalValues.of(root, parameters, SharedConfiguration.region(invocation)));
    }

    /// Those that the command line names.
    private static List<Artifact> wanted(Invocation invocation, List<Artifact> all) {
        var arguments = invocation.arguments();
        Optional<String> only = arguments.words().stream().findFirst();
        List<String> excluded = arguments.all("exclude");
        List<Artifact> wanted = all.stream()
                .filter(artifact -> only.isEmpty() || isCalled(artifact, only.get()))
                .filter(artifact -> only.isPresent() || excluded.stream().noneMatch(name -> isCalled(artifact, name)))
                .toList();
        if (only.isPresent() && wanted.isEmpty()) {
            throw new UserException("`" + only.get() + "` is no function or layer that can be built. There are: "
                    + String.join(", ", all.stream().map(Artifact::path).toList()) + ".");
        }
        return wanted;
    }

    private static boolean isCalled(Artifact artifact, String name) {
        return artifact.path().equals(name) || artifact.logicalId().equals(name);
    }

    /// Writes the template and those nested in it; each appears at once.
    private static void write(StackTemplate stack, Path folder, List<SamBuild.Built> built) throws IOException {
        Files.createDirectories(folder);
        for (var child : stack.children().entrySet()) {
            write(child.getValue(), folder.resolve(child.getKey()), built);
        }
        Path next = folder.resolve(".template.yaml.new");
        Files.writeString(next, YamlWriter.write(BuiltTemplate.of(stack, folder, built)));
        Files.move(
                next,
                folder.resolve("template.yaml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void report(
            Invocation invocation, SourceTemplate template, Path buildFolder, List<SamBuild.Built> built) {
        Terminal terminal = invocation.terminal();
        if (invocation.arguments().text("output").filter("json"::equals).isPresent()) {
            terminal.line(json(buildFolder, built));
            return;
        }
        Path shown = template.folder().startsWith(invocation.environment().folder())
                ? invocation.environment().folder().relativize(buildFolder)
                : buildFolder;
        terminal.line("");
        terminal.line("Build Succeeded");
        terminal.line("");
        terminal.line("Built Artifacts  : " + shown);
        terminal.line("Built Template   : " + shown.resolve("template.yaml"));
    }

    private static String json(Path buildFolder, List<SamBuild.Built> built) {
        Span span = Span.outside("build");
        List<Node> resources = new ArrayList<>();
        for (SamBuild.Built one : built) {
            Artifact artifact = one.artifact();
            Map<String, Optional<String>> members = new LinkedHashMap<>();
            members.put("resource_id", Optional.of(artifact.path()));
            members.put("type", Optional.of(artifact.kind() == Artifact.Kind.LAYER ? "layer" : "function"));
            members.put("package_type", Optional.of(artifact.kind() == Artifact.Kind.IMAGE ? "Image" : "Zip"));
            members.put("runtime", artifact.runtime());
            members.put("architecture", Optional.of(artifact.architecture()));
            members.put("folder", Optional.of(one.folder().toString()));
            members.put("status", Optional.of(one.fresh() ? "built" : "unchanged"));
            ObjectNode.Builder resource = ObjectNode.builder(span);
            members.forEach((name, value) -> value.ifPresent(text -> resource.put(name, text)));
            resources.add(resource.build());
        }
        return JsonWriter.compact(ObjectNode.builder(span)
                .put("type", "result")
                .put("status", "success")
                .put("build_dir", buildFolder.toString())
                .put(
                        "template_file",
                        new StringNode(buildFolder.resolve("template.yaml").toString(), span))
                .put("resources", new ListNode(resources, span))
                .build());
    }

    private static Path folder(Invocation invocation, SourceTemplate template, String key, String otherwise) {
        return invocation
                .arguments()
                .text(key)
                .map(invocation.environment()::resolve)
                .orElseGet(() -> template.folder().resolve(otherwise));
    }
}
