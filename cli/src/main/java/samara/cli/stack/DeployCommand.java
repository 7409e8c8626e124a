package samara.cli.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.cli.args.KeyValues;
import samara.cli.args.Option;
import samara.cli.aws.ArtifactBucket;
import samara.cli.aws.Clients;
import samara.cli.aws.Deployment;
import samara.cli.aws.ImageUris;
import samara.cli.aws.LocalImages;
import samara.cli.aws.Packager;
import samara.cli.aws.RegistryImages;
import samara.cli.aws.Stacks;
import samara.cli.command.Command;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.project.Places;
import samara.cli.project.SourceTemplate;
import samara.cli.terminal.Table;
import samara.cli.terminal.Terminal;
import samara.template.ObjectNode;

/// `deploy`: artifacts to S3, a change set, its execution, the outputs. Built code (`.aws-sam/build`) is taken where it
/// is there.
public final class DeployCommand implements Command {
    private static final int TEMPLATE_BODY_LIMIT_BYTES = 51_200;

    @Override
    public String name() {
        return "deploy";
    }

    @Override
    public String summary() {
        return "Deploy an application, to AWS or with --local to the embedded cloud";
    }

    @Override
    public List<Option> own() {
        return StackOptions.LOCAL;
    }

    @Override
    public Set<String> built() {
        return Set.of(
                "stack_name",
                "no_execute_changeset",
                "fail_on_empty_changeset",
                "confirm_changeset",
                "disable_rollback",
                "on_failure",
                "s3_bucket",
                "s3_prefix",
                "resolve_s3",
                "force_upload",
                "kms_key_id",
                "metadata",
                "role_arn",
                "notification_arns",
                "tags",
                "parameter_overrides",
                "capabilities",
                "use_json",
                "no_progressbar");
    }

    @Override
    public int run(Invocation invocation) {
        var arguments = invocation.arguments();
        Terminal terminal = invocation.terminal();
        String stackName = StackOptions.stackName(invocation);
        SourceTemplate template = SourceTemplate.read(invocation, true);
        Map<String, String> parameters = template.known(
                KeyValues.parse("--parameter-overrides", arguments.all("parameter_overrides")), terminal);
        if (invocation.isLocal()) {
            template.transformed(parameters, invocation.region(), terminal);
        }
        try (Clients clients = StackOptions.clients(invocation)) {
            var stacks = new Stacks(clients, Thread::sleep);
            ArtifactBucket bucket = bucket(invocation, clients, stacks, Optional.of(stackName), terminal::note);
            ObjectNode packed = new Packager(bucket, template.folder(), images(invocation, clients, template.folder()))
                    .pack(template.root());
            template.warnBeforeDeployment(
                    packed, parameters, invocation.region(), stacks.deployed(stackName), terminal);
            String body = template.json(packed);
            Deployment deployment = new Deployment(
                    stackName,
                    body,
                    templateUrl(bucket, body),
                    template.parameterNames(),
                    parameters,
                    arguments.all("capabilities"),
                    KeyValues.parse("--tags", arguments.all("tags")),
                    arguments.all("notification_arns"),
                    arguments.text("role_arn"),
                    arguments.isOn("disable_rollback")
                            || arguments
                                    .text("on_failure")
                                    .filter("DO_NOTHING"::equals)
                                    .isPresent(),
                    arguments.text("on_failure"));
            try {
                return deploy(invocation, stacks, deployment);
            } catch (UserException e) {
                throw new UserException(Places.mended(e.message(), packed, body));
            }
        }
    }

    /// Where the images of functions go.
    static ImageUris images(Invocation invocation, Clients clients, Path folder) {
        return clients.isLocal()
                ? new LocalImages(folder, invocation.environment().variables())
                : new RegistryImages();
    }

    private static Optional<String> templateUrl(ArtifactBucket bucket, String body) {
        boolean tooLong = body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > TEMPLATE_BODY_LIMIT_BYTES;
        return tooLong
                ? Optional.of("https://s3.amazonaws.com/" + bucket.name() + "/" + bucket.keep(body, ".template"))
                : Optional.empty();
    }

    /// The bucket that the options name; the embedded cloud has one of its own.
    static ArtifactBucket bucket(
            Invocation invocation,
            Clients clients,
            Stacks stacks,
            Optional<String> defaultPrefix,
            java.util.function.Consumer<String> progress) {
        var arguments = invocation.arguments();
        Optional<String> named = arguments.text("s3_bucket");
        if (named.isPresent() && arguments.isOn("resolve_s3")) {
            throw new UserException("Give either --s3-bucket or --resolve-s3, not both.");
        }
        String name;
        if (named.isPresent()) {
            name = named.get();
        } else if (clients.isLocal()) {
            name = ArtifactBucket.local(clients);
        } else if (arguments.isOn("resolve_s3")) {
            name = ArtifactBucket.managed(clients, stacks);
        } else {
            throw new UserException("No bucket for the artifacts: give --resolve-s3, or --s3-bucket with its name.");
        }
        var settings = new ArtifactBucket.Settings(
                name,
                arguments.text("s3_prefix").or(() -> named.isPresent() ? Optional.empty() : defaultPrefix),
                arguments.text("kms_key_id"),
                arguments.isOn("force_upload"),
                KeyValues.parse("--metadata", arguments.all("metadata")));
        return new ArtifactBucket(clients, settings, progress);
    }

    private static int deploy(Invocation invocation, Stacks stacks, Deployment deployment) {
        Terminal terminal = invocation.terminal();
        var arguments = invocation.arguments();
        String changeSetName =
                "samcli-deploy" + invocation.environment().clock().instant().getEpochSecond();
        Stacks.ChangeSet changeSet = stacks.createChangeSet(deployment, changeSetName);
        if (changeSet.empty()) {
            String message = "No changes to deploy. Stack " + deployment.stackName() + " is up to date";
            if (arguments.flag("fail_on_empty_changeset").orElse(false)) {
                terminal.error(message + ".");
                return 1;
            }
            terminal.line(message);
            return 0;
        }
        printChanges(terminal, changeSet);
        if (arguments.isOn("no_execute_changeset")) {
            terminal.line("The change set " + changeSet.id() + " was made and not executed.");
            return 0;
        }
        if (arguments.isOn("confirm_changeset") && !terminal.confirm("Deploy this changeset?")) {
            return 0;
        }
        return execute(terminal, stacks, changeSet, deployment);
    }

    private static void printChanges(Terminal terminal, Stacks.ChangeSet changeSet) {
        var table = new Table("Operation", "LogicalResourceId", "ResourceType", "Replacement");
        changeSet.changes().forEach(change -> {
            var resource = change.resourceChange();
            table.row(
                    switch (resource.actionAsString()) {
                        case "Add" -> "+ Add";
                        case "Modify" -> "* Modify";
                        case "Remove" -> "- Delete";
                        default -> resource.actionAsString();
                    },
                    resource.logicalResourceId(),
                    resource.resourceType(),
                    resource.replacementAsString() == null ? "N/A" : resource.replacementAsString());
        });
        if (!table.isEmpty()) {
            terminal.line("CloudFormation stack changeset");
            table.lines().forEach(terminal::line);
            terminal.line("");
        }
    }

    private static int execute(Terminal terminal, Stacks stacks, Stacks.ChangeSet changeSet, Deployment deployment) {
        var events = new EventTable(terminal);
        String status = stacks.execute(changeSet, deployment.disableRollback(), events);
        terminal.line("");
        if (!status.equals("CREATE_COMPLETE") && !status.equals("UPDATE_COMPLETE")) {
            terminal.error("Deploying `" + deployment.stackName() + "` ended in " + status + "."
                    + events.firstFailure().map(failure -> " " + failure).orElse(""));
            return 1;
        }
        List<String> lines = new ArrayList<>();
        stacks.find(deployment.stackName()).ifPresent(stack -> lines.addAll(Outputs.text(stack)));
        lines.forEach(terminal::line);
        terminal.line("Successfully created/updated stack - " + deployment.stackName());
        return 0;
    }
}
