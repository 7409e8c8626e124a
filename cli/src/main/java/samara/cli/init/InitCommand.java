package samara.cli.init;

import java.util.List;
import java.util.Set;
import samara.cli.args.Arguments;
import samara.cli.args.UsageException;
import samara.cli.command.Command;
import samara.cli.command.Invocation;

/// `init`: makes a new application.
public final class InitCommand implements Command {
    private static final List<String> OF_OUR_TEMPLATES =
            List.of("runtime", "base_image", "package_type", "app_template", "dependency_manager");

    @Override
    public String name() {
        return "init";
    }

    @Override
    public String summary() {
        return "Make a new application from a template";
    }

    @Override
    public Set<String> built() {
        return Set.of(
                "no_interactive",
                "architecture",
                "location",
                "no_input",
                "beta_features",
                "runtime",
                "package_type",
                "base_image",
                "dependency_manager",
                "output_dir",
                "name",
                "app_template",
                "extra_context",
                "tracing",
                "application_insights",
                "structured_logging",
                "output");
    }

    @Override
    public int run(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        refuseConflicts(arguments);
        Project project = make(invocation);
        project.show(invocation);
        return 0;
    }

    private static Project make(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        if (arguments.has("location")) {
            return new LocatedProject(invocation, arguments.text("location").orElseThrow()).make();
        }
        boolean anyChoice = OF_OUR_TEMPLATES.stream().anyMatch(arguments::has);
        boolean quiet = arguments.isOn("no_interactive") || arguments.isOn("no_input");
        if (!quiet && !anyChoice) {
            var interview = new Interview(invocation.terminal(), arguments);
            if (!interview.wantsOurs()) {
                return new LocatedProject(invocation, interview.location()).make();
            }
        }
        return new StarterProject(invocation).make();
    }

    private static void refuseConflicts(Arguments arguments) {
        if (arguments.isOn("beta_features")) {
            throw new UsageException("`init` has no features in beta: run it without --beta-features.");
        }
        if (arguments.has("location")) {
            List<String> both = OF_OUR_TEMPLATES.stream()
                    .filter(arguments::has)
                    .map(InitCommand::spelled)
                    .toList();
            if (!both.isEmpty()) {
                throw new UsageException(
                        "--location brings its own template, so that " + String.join(", ", both)
                                + " can't be given with it. Give --location (with --name), or the options of a template of ours.");
            }
        }
        if (arguments.has("base_image") && arguments.has("runtime")) {
            throw new UsageException("--base-image names the runtime already: give it or --runtime, not both.");
        }
        if (arguments.has("base_image")
                && arguments.text("package_type").filter("Zip"::equals).isPresent()) {
            throw new UsageException("--base-image is for --package-type Image; --package-type Zip takes --runtime.");
        }
        arguments.text("runtime").filter("go1.x"::equals).ifPresent(retired -> {
            throw new UsageException("Lambda doesn't take go1.x any more. Go runs on provided.al2023:"
                    + " --runtime provided.al2023 --app-template hello-world.");
        });
    }

    private static String spelled(String key) {
        return "--" + key.replace('_', '-');
    }
}
