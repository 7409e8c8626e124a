package samara.cli.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.build.Artifact;
import samara.build.Artifacts;
import samara.build.BuildException;
import samara.build.BuiltTemplate;
import samara.build.SamBuild;
import samara.build.Tools;
import samara.cli.args.KeyValues;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.terminal.Terminal;
import samara.template.YamlWriter;

/// `build`: the code of functions and layers into `.aws-sam/build`, with a template that names it there. Always cached
/// and
/// parallel, so that the options that ask for it ask for nothing more.
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
        return Set.of("parallel", "cached", "exclude", "build_dir", "cache_dir", "base_dir", "parameter_overrides");
    }

    @Override
    public int run(Invocation invocation) {
        var arguments = invocation.arguments();
        Terminal terminal = invocation.terminal();
        SourceTemplate template = SourceTemplate.read(invocation, false);
        Path base = arguments
                .text("base_dir")
                .map(invocation.environment()::resolve)
                .orElse(template.folder());
        Path buildFolder = folder(invocation, template, "build_dir", ".aws-sam/build");
        Path cacheFolder = folder(invocation, template, "cache_dir", ".aws-sam/cache");
        Map<String, String> parameters = KeyValues.parse("--parameter-overrides", arguments.all("parameter_overrides"));
        Artifacts.Found found = template.artifacts(base, parameters, terminal);
        found.skipped().forEach(terminal::note);
        Optional<String> only = arguments.words().stream().findFirst();
        List<Artifact> wanted = found.artifacts().stream()
                .filter(artifact -> only.isEmpty() || only.get().equals(artifact.logicalId()))
                .filter(artifact -> !arguments.all("exclude").contains(artifact.logicalId()))
                .toList();
        if (only.isPresent() && wanted.isEmpty()) {
            throw new UserException("`" + only.get() + "` is no function or layer that can be built. There are: "
                    + String.join(
                            ", ",
                            found.artifacts().stream().map(Artifact::logicalId).toList()) + ".");
        }
        var tools = new Tools(invocation.environment().variables(), terminal::warning);
        try {
            List<SamBuild.Built> built = new SamBuild(buildFolder, cacheFolder, tools, terminal::note).build(wanted);
            Files.createDirectories(buildFolder);
            Files.writeString(
                    buildFolder.resolve("template.yaml"),
                    YamlWriter.write(BuiltTemplate.of(template.root(), base, buildFolder, built)));
        } catch (BuildException e) {
            SourceTemplate.show(terminal, e);
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path shown = template.folder().startsWith(invocation.environment().folder())
                ? invocation.environment().folder().relativize(buildFolder)
                : buildFolder;
        terminal.line("");
        terminal.line("Build Succeeded");
        terminal.line("");
        terminal.line("Built Artifacts  : " + shown);
        terminal.line("Built Template   : " + shown.resolve("template.yaml"));
        return 0;
    }

    private static Path folder(Invocation invocation, SourceTemplate template, String key, String otherwise) {
        return invocation
                .arguments()
                .text(key)
                .map(invocation.environment()::resolve)
                .orElseGet(() -> template.folder().resolve(otherwise));
    }
}
