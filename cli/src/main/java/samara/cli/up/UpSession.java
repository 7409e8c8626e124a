package samara.cli.up;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.build.Artifact;
import samara.build.Artifacts;
import samara.build.BuildException;
import samara.build.BuiltTemplate;
import samara.build.SamBuild;
import samara.cli.aws.ArtifactBucket;
import samara.cli.aws.Clients;
import samara.cli.aws.Deployment;
import samara.cli.aws.LocalImages;
import samara.cli.aws.Packager;
import samara.cli.aws.Stacks;
import samara.cli.command.Invocation;
import samara.cli.command.UserException;
import samara.cli.project.BuildOptions;
import samara.cli.project.Places;
import samara.cli.project.SourceTemplate;
import samara.cli.stack.Endpoint;
import samara.cli.stack.EventTable;
import samara.cli.terminal.Terminal;
import samara.cli.watch.Watcher;
import samara.template.ObjectNode;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/// One application while it is up. The session's own thread deploys and updates; logs come on another.
final class UpSession implements AutoCloseable {
    private static final List<String> CAPABILITIES =
            List.of("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND");

    /// By this bucket's name the embedded Lambda runs code straight from a folder: a change is served without packing
    /// it.
    private static final String LOCAL_FOLDER = "samara_local_folder";

    private final Invocation invocation;
    private final Terminal terminal;
    private final UpSettings settings;
    private final Clients clients;
    private final Stacks stacks;
    private final SamBuild build;
    private final Path buildFolder;
    private final Watcher watcher;
    private final LogPrinter logs;
    private final ArtifactBucket bucket;
    private final LocalImages images;
    private List<Artifact> artifacts = List.of();
    private final Set<String> needDeployment = new LinkedHashSet<>();
    private final Map<String, String> physicalIds = new LinkedHashMap<>();
    private boolean first = true;
    private volatile boolean ended;

    UpSession(Invocation invocation, UpSettings settings, Clients clients) throws IOException {
        this.invocation = invocation;
        this.terminal = invocation.terminal();
        this.settings = settings;
        this.clients = clients;
        this.stacks = new Stacks(clients, Thread::sleep);
        this.buildFolder = settings.folder().resolve(".aws-sam/build");
        this.build = new SamBuild(
                buildFolder,
                settings.folder().resolve(".aws-sam/cache"),
                BuildOptions.tools(invocation),
                terminal::note);
        this.watcher = new Watcher();
        this.logs = new LogPrinter(clients, terminal, invocation.environment().clock());
        this.images = new LocalImages(buildFolder, invocation.environment().variables());
        this.bucket = new ArtifactBucket(
                clients,
                new ArtifactBucket.Settings(
                        ArtifactBucket.local(clients),
                        Optional.of(settings.stackName()),
                        Optional.empty(),
                        false,
                        Map.of()),
                text -> {});
    }

    /// Deploys, then takes up changes until the process is told to end.
    ///
    /// @throws UserException if the first deployment fails
    void run() throws IOException, InterruptedException {
        watcher.watch(settings.folder());
        deploy(true);
        logs.start();
        terminal.line("");
        terminal.line("Watching " + settings.folder() + " for changes. Ctrl-C ends it.");
        while (true) {
            Set<Path> changed = watcher.await();
            if (changed.isEmpty()) {
                return;
            }
            try {
                takeUp(changed);
            } catch (UserException e) {
                if (!ended) {
                    terminal.error(e.message());
                }
            } catch (BuildException e) {
                SourceTemplate.show(terminal, e);
            } catch (SdkException e) {
                if (ended) {
                    return;
                }
                if (clients.isGone(e)) {
                    throw new UserException(clients.explain(e) + " Run `samara up` again.");
                }
                terminal.error(String.valueOf(e.getMessage()));
            }
        }
    }

    private void takeUp(Set<Path> changed) throws IOException {
        long start = System.nanoTime();
        Set<Artifact> touched = new LinkedHashSet<>();
        boolean other = false;
        for (Path path : changed) {
            List<Artifact> owners = path.equals(settings.template())
                    ? List.of()
                    : artifacts.stream()
                            .filter(artifact -> path.startsWith(artifact.code()))
                            .toList();
            touched.addAll(owners);
            other |= owners.isEmpty();
        }
        boolean codeOnly =
                !other && touched.stream().noneMatch(artifact -> needDeployment.contains(artifact.logicalId()));
        if (!codeOnly) {
            deploy(changed.contains(settings.template()));
            return;
        }
        for (SamBuild.Built built : build.build(List.copyOf(touched))) {
            String function = physicalIds.get(built.artifact().logicalId());
            if (built.fresh() && function != null) {
                clients.lambda()
                        .updateFunctionCode(
                                built.artifact().kind() == Artifact.Kind.IMAGE
                                        ? request ->
                                                request.functionName(function).imageUri(built.imageUri())
                                        : request -> request.functionName(function)
                                                .s3Bucket(LOCAL_FOLDER)
                                                .s3Key(built.folder().toString()));
                terminal.note(terminal.styled(Terminal.Style.GREEN, "Updated ")
                        + built.artifact().logicalId() + " in " + seconds(start) + ".");
            }
        }
    }

    private static String seconds(long startNanos) {
        return String.format("%.2f s", (System.nanoTime() - startNanos) / 1e9);
    }

    /// @param asked whether somebody waits to hear of it even when nothing had to be done. A file that nothing depends
    /// on
    ///     may have changed because of what we print: it could be where our output goes
    private void deploy(boolean asked) throws IOException {
        long start = System.nanoTime();
        SourceTemplate template = SourceTemplate.read(settings.template(), terminal);
        ObjectNode transformed = template.transformed(settings.parameters(), settings.region(), terminal);
        Artifacts.Found found =
                template.artifacts(settings.folder(), settings.parameters(), clients.region(), terminal);
        List<SamBuild.Built> built = build.build(found.artifacts());
        ObjectNode rewritten = BuiltTemplate.of(template.root(), settings.folder(), buildFolder, built);
        ObjectNode packed = new Packager(bucket, buildFolder, images).pack(rewritten);
        template.warnBeforeDeployment(
                packed, settings.parameters(), settings.region(), stacks.deployed(settings.stackName()), terminal);
        artifacts = found.artifacts();
        for (Artifact artifact : artifacts) {
            if (!artifact.code().startsWith(settings.folder())) {
                watcher.watch(artifact.code());
            }
        }
        needDeployment.clear();
        needDeployment.addAll(publishing(template.root()));
        boolean changedAnything = execute(template, packed);
        List<StackResource> resources = stacks.resources(settings.stackName());
        physicalIds.clear();
        resources.forEach(resource ->
                physicalIds.put(resource.logicalResourceId(), String.valueOf(resource.physicalResourceId())));
        settle(built);
        logs.follow(resources);
        if (!changedAnything && !asked && built.stream().noneMatch(SamBuild.Built::fresh)) {
            return;
        }
        terminal.note(terminal.styled(Terminal.Style.GREEN, changedAnything ? "Deployed " : "Up to date: ")
                + settings.stackName() + " in " + seconds(start) + ".");
        if (!changedAnything && !first) {
            return;
        }
        first = false;
        new Addresses(terminal, clients)
                .print(
                        Endpoint.of(transformed, resources, clients.endpoint(), clients.region()),
                        domains(resources),
                        stacks.find(settings.stackName()));
    }

    private static List<String> domains(List<StackResource> resources) {
        return resources.stream()
                .filter(resource -> String.valueOf(resource.resourceType()).matches("AWS::ApiGateway(V2)?::DomainName"))
                .map(resource -> String.valueOf(resource.physicalResourceId()))
                .toList();
    }

    /// Gives functions that an earlier change left running from a folder their packed code: a folder may be gone when
    /// the cloud starts next.
    private void settle(List<SamBuild.Built> built) throws IOException {
        for (SamBuild.Built one : built) {
            String function = physicalIds.get(one.artifact().logicalId());
            if (one.artifact().kind() != Artifact.Kind.FUNCTION || function == null) {
                continue;
            }
            String packed = clients.lambda()
                    .getFunctionConfiguration(request -> request.functionName(function))
                    .codeSha256();
            if (packed == null || packed.isEmpty()) {
                String key = bucket.keep(one.folder());
                clients.lambda()
                        .updateFunctionCode(request -> request.functionName(function)
                                .s3Bucket(bucket.name())
                                .s3Key(key));
            }
        }
    }

    /// Deploys through a change set; a stack whose creation failed is deleted first.
    private boolean execute(SourceTemplate template, ObjectNode packed) {
        stacks.find(settings.stackName())
                .filter(stack -> List.of("ROLLBACK_COMPLETE", "CREATE_FAILED", "ROLLBACK_FAILED", "DELETE_FAILED")
                        .contains(stack.stackStatusAsString()))
                .ifPresent(stack -> stacks.delete(stack, event -> {}));
        Deployment deployment = new Deployment(
                settings.stackName(),
                template.json(packed),
                Optional.empty(),
                template.parameterNames(),
                template.known(settings.parameters(), terminal),
                CAPABILITIES,
                Map.of(),
                List.of(),
                Optional.empty(),
                false,
                Optional.empty());
        String name = "samara-up-" + invocation.environment().clock().instant().toEpochMilli();
        Stacks.ChangeSet changeSet;
        try {
            changeSet = stacks.createChangeSet(deployment, name);
        } catch (UserException e) {
            throw new UserException(Places.mended(e.message(), packed, deployment.templateBody()));
        }
        if (changeSet.empty()) {
            return false;
        }
        var events = new EventTable(terminal);
        String status = stacks.execute(changeSet, false, events);
        if (!status.equals("CREATE_COMPLETE") && !status.equals("UPDATE_COMPLETE")) {
            throw new UserException("Deploying `" + settings.stackName() + "` ended in " + status + "."
                    + events.firstFailure().map(failure -> " " + failure).orElse(""));
        }
        return true;
    }

    /// The functions and layers of which new code needs a deployment: versions and aliases point at them.
    private static List<String> publishing(ObjectNode template) {
        boolean all = template.object("Globals")
                .flatMap(globals -> globals.object("Function"))
                .filter(function -> function.has("AutoPublishAlias"))
                .isPresent();
        List<String> ids = new ArrayList<>();
        template.object("Resources")
                .ifPresent(resources -> resources.forEach((logicalId, node) -> {
                    ObjectNode resource = node.asObject().orElse(ObjectNode.empty(node.span()));
                    boolean publishes = resource.object("Properties")
                            .filter(properties -> properties.has("AutoPublishAlias"))
                            .isPresent();
                    if (all || publishes || resource.string("Type").orElse("").endsWith("::LayerVersion")) {
                        ids.add(logicalId);
                    }
                }));
        return ids;
    }

    /// Shows what came into the logs. Whoever calls this once calls it each time.
    void logsCameIn() {
        logs.wake();
    }

    /// Ends it quietly, from another thread.
    void end() {
        logs.close();
        ended = true;
        try {
            watcher.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        logs.close();
        watcher.close();
    }
}
