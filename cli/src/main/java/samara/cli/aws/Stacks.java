package samara.cli.aws;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import samara.cli.command.UserException;
import samara.cli.lint.Deployed;
import samara.template.TemplateReader;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.OnStackFailure;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/// Stacks, changed through change sets as `sam` does.
public final class Stacks {
    private final CloudFormationClient client;
    private final boolean local;
    private final Pause pause;

    /// Waits between two questions.
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    /// A change set that is there to be executed.
    ///
    /// @param create whether it makes the stack
    /// @param empty whether it would change nothing
    public record ChangeSet(String id, String stackName, boolean create, boolean empty, List<Change> changes) {}

    public Stacks(Clients clients, Pause pause) {
        this.client = clients.cloudFormation();
        this.local = clients.isLocal();
        this.pause = pause;
    }

    /// The stack of this name, deleted ones left out.
    public Optional<Stack> find(String name) {
        try {
            return client.describeStacks(request -> request.stackName(name)).stacks().stream()
                    .filter(stack -> !stack.stackStatusAsString().equals("DELETE_COMPLETE"))
                    .findFirst();
        } catch (CloudFormationException e) {
            if (String.valueOf(e.awsErrorDetails().errorMessage()).contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// What the stack of this name holds; nothing where there is no stack, or only one that was never executed.
    public Optional<Deployed> deployed(String name) {
        Optional<Stack> stack =
                find(name).filter(found -> !found.stackStatusAsString().equals("REVIEW_IN_PROGRESS"));
        if (stack.isEmpty()) {
            return Optional.empty();
        }
        String processed;
        try {
            processed = client.getTemplate(request -> request.stackName(name).templateStage(TemplateStage.PROCESSED))
                    .templateBody();
        } catch (CloudFormationException e) {
            if (e.statusCode() != 403) {
                throw e;
            }
            // Who may deploy need not be allowed to read templates; `sam` does not ask for it.
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        stack.get()
                .parameters()
                .forEach(parameter -> parameters.put(parameter.parameterKey(), parameter.parameterValue()));
        return TemplateReader.read(processed, name).root().map(tree -> new Deployed(tree, parameters));
    }

    /// The stack's resources.
    public List<StackResource> resources(String name) {
        return client.describeStackResources(request -> request.stackName(name)).stackResources();
    }

    /// Makes a change set and waits until it is there.
    ///
    /// @param name the change set's name
    /// @throws UserException with CloudFormation's reason if it can't be made
    public ChangeSet createChangeSet(Deployment deployment, String name) {
        Optional<Stack> existing = find(deployment.stackName());
        existing.ifPresent(stack -> {
            if (stack.stackStatusAsString().equals("ROLLBACK_COMPLETE")) {
                throw new UserException("The stack `" + deployment.stackName()
                        + "` is in ROLLBACK_COMPLETE: its creation failed. Delete it first (delete --stack-name "
                        + deployment.stackName() + ").");
            }
        });
        boolean create = existing.map(stack -> stack.stackStatusAsString().equals("REVIEW_IN_PROGRESS"))
                .orElse(true);
        String id;
        try {
            id = client.createChangeSet(request(deployment, name, create, existing))
                    .id();
        } catch (CloudFormationException e) {
            throw new UserException("The change set for `" + deployment.stackName() + "` was refused. " + message(e));
        }
        return described(deployment.stackName(), id, create);
    }

    private CreateChangeSetRequest request(
            Deployment deployment, String name, boolean create, Optional<Stack> existing) {
        List<Parameter> parameters = new ArrayList<>();
        deployment
                .parameters()
                .forEach((key, value) -> parameters.add(Parameter.builder()
                        .parameterKey(key)
                        .parameterValue(value)
                        .build()));
        existing.ifPresent(stack -> stack.parameters().stream()
                .map(Parameter::parameterKey)
                .filter(key -> deployment.templateParameters().contains(key)
                        && !deployment.parameters().containsKey(key))
                .forEach(key -> parameters.add(Parameter.builder()
                        .parameterKey(key)
                        .usePreviousValue(true)
                        .build())));
        var request = CreateChangeSetRequest.builder()
                .stackName(deployment.stackName())
                .changeSetName(name)
                .changeSetType(create ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
                .description("Created by SAM CLI")
                .parameters(parameters)
                .capabilities(deployment.capabilities().stream()
                        .map(Capability::fromValue)
                        .toList());
        deployment
                .templateUrl()
                .ifPresentOrElse(request::templateURL, () -> request.templateBody(deployment.templateBody()));
        if (!deployment.tags().isEmpty()) {
            request.tags(deployment.tags().entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList());
        }
        if (!deployment.notificationArns().isEmpty()) {
            request.notificationARNs(deployment.notificationArns());
        }
        deployment.roleArn().ifPresent(request::roleARN);
        deployment
                .onFailure()
                .map(OnStackFailure::fromValue)
                .filter(unused -> create)
                .ifPresent(request::onStackFailure);
        return request.build();
    }

    private ChangeSet described(String stackName, String id, boolean create) {
        while (true) {
            DescribeChangeSetResponse answer = client.describeChangeSet(
                    request -> request.changeSetName(id).stackName(stackName));
            switch (answer.statusAsString()) {
                case "CREATE_COMPLETE" -> {
                    return new ChangeSet(id, stackName, create, false, answer.changes());
                }
                case "FAILED" -> {
                    String reason = String.valueOf(answer.statusReason());
                    if (isEmpty(reason)) {
                        client.deleteChangeSet(
                                request -> request.changeSetName(id).stackName(stackName));
                        return new ChangeSet(id, stackName, create, true, List.of());
                    }
                    throw new UserException("The change set for `" + stackName + "` failed. " + reason);
                }
                default -> sleep(local ? Duration.ofMillis(15) : Duration.ofSeconds(1));
            }
        }
    }

    private static boolean isEmpty(String reason) {
        return reason.contains("The submitted information didn't contain changes")
                || reason.contains("No updates are to be performed");
    }

    /// Executes a change set and waits until the stack is done, telling of each event as it comes.
    ///
    /// @return the stack's last status
    public String execute(ChangeSet changeSet, boolean disableRollback, Consumer<StackEvent> listener) {
        Set<String> seen = eventIds(changeSet.stackName());
        client.executeChangeSet(request -> {
            request.changeSetName(changeSet.id()).stackName(changeSet.stackName());
            if (disableRollback) {
                request.disableRollback(true);
            }
        });
        return follow(changeSet.stackName(), changeSet.stackName(), seen, listener);
    }

    /// Deletes a stack and waits until it is gone.
    ///
    /// @return the stack's last status
    public String delete(Stack stack, Consumer<StackEvent> listener) {
        Set<String> seen = eventIds(stack.stackId());
        client.deleteStack(request -> request.stackName(stack.stackName()));
        return follow(stack.stackName(), stack.stackId(), seen, listener);
    }

    /// The ids of the events that have happened so far.
    private Set<String> eventIds(String stack) {
        Set<String> seen = new HashSet<>();
        client.describeStackEventsPaginator(request -> request.stackName(stack))
                .stackEvents()
                .forEach(event -> seen.add(event.eventId()));
        return seen;
    }

    private String follow(String name, String stack, Set<String> seen, Consumer<StackEvent> listener) {
        Duration wait = local ? Duration.ofMillis(20) : Duration.ofMillis(500);
        while (true) {
            Deque<StackEvent> fresh = new ArrayDeque<>();
            for (StackEvent event : client.describeStackEventsPaginator(request -> request.stackName(stack))
                    .stackEvents()) {
                if (!seen.add(event.eventId())) {
                    break;
                }
                fresh.push(event);
            }
            String last = "";
            for (StackEvent event : fresh) {
                listener.accept(event);
                last = event.logicalResourceId().equals(name)
                                && "AWS::CloudFormation::Stack".equals(event.resourceType())
                        ? event.resourceStatusAsString()
                        : last;
            }
            if (isFinal(last)) {
                return last;
            }
            sleep(wait);
        }
    }

    /// Whether the stack does nothing more of itself in this status.
    private static boolean isFinal(String status) {
        return !status.isEmpty() && !status.endsWith("IN_PROGRESS");
    }

    private void sleep(Duration duration) {
        try {
            pause.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("Interrupted; the stack goes on by itself.");
        }
    }

    /// CloudFormation's own sentence.
    public static String message(CloudFormationException e) {
        return e.awsErrorDetails() == null
                ? String.valueOf(e.getMessage())
                : String.valueOf(e.awsErrorDetails().errorMessage());
    }
}
