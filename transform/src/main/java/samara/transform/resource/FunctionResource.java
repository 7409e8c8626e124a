package samara.transform.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.template.Diagnostic;
import samara.transform.draft.Draft;
import samara.transform.draft.DraftList;
import samara.transform.draft.DraftObject;
import samara.transform.draft.DraftText;
import samara.transform.draft.Intrinsics;
import samara.transform.draft.PythonText;
import samara.transform.event.EventTypes;
import samara.transform.event.Target.FunctionTarget;
import samara.transform.model.CfnResource;
import samara.transform.model.Definition;
import samara.transform.model.Rejection;
import samara.transform.model.SamResourceType;
import samara.transform.model.Tags;
import samara.transform.model.Translation;
import samara.transform.policy.ExecutionRole;
import samara.transform.policy.PolicyDocuments;
import samara.transform.policy.PolicyEntry;

/// `AWS::Serverless::Function`: a Lambda function, its role, version, alias, URL and all that its events take. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html>.
public final class FunctionResource implements SamResourceType {
    private static final List<String> COPIED = List.of(
            "Handler",
            "Runtime",
            "Description",
            "MemorySize",
            "Timeout",
            "VpcConfig",
            "Role",
            "Environment",
            "KmsKeyArn",
            "ReservedConcurrentExecutions",
            "Layers",
            "FileSystemConfigs",
            "ImageConfig",
            "PackageType",
            "Architectures",
            "SnapStart",
            "EphemeralStorage",
            "CodeSigningConfigArn",
            "RuntimeManagementConfig",
            "LoggingConfig",
            "TenancyConfig",
            "RecursiveLoop",
            "DurableConfig",
            "PublishToLatestPublished");

    @Override
    public String type() {
        return "AWS::Serverless::Function";
    }

    @Override
    public Map<String, String> referables() {
        return Map.of(
                "Alias", "AWS::Lambda::Alias",
                "Version", "AWS::Lambda::Version",
                "DestinationTopic", "AWS::SNS::Topic",
                "DestinationQueue", "AWS::SQS::Queue");
    }

    @Override
    public List<CfnResource> transform(Definition function, Translation translation) {
        expandPolicies(function);
        List<EventTypes.Typed> events = events(function, translation);
        FunctionChecks.check(function);

        CfnResource lambda = lambda(function, translation);
        List<CfnResource> made = new ArrayList<>(List.of(lambda));
        Optional<CfnResource> alias = FunctionPublishing.publish(function, lambda, translation, made);
        FunctionUrl.add(function, lambda, alias, made);
        FunctionDeployment.add(function, alias, translation);
        EventInvoke invoke = EventInvoke.add(function, alias, translation, made);
        CfnResource role = role(function, invoke, translation);
        assignRole(function, lambda, role, translation, made);
        FunctionTarget target = new FunctionTarget(function, lambda, alias, role);
        events.stream()
                .sorted(Comparator.comparing(FunctionResource::order))
                .forEach(event -> made.addAll(transform(event, target)));
        Tags.propagate(made, function.get("Tags"), function.get("PropagateTags"));
        return made;
    }

    private static void expandPolicies(Definition function) {
        if (function.get("Policies").truthy()) {
            try {
                function.properties().put("Policies", PolicyEntry.expandTemplates(function.get("Policies")));
            } catch (Rejection e) {
                throw e.inResource(function.id());
            }
        }
    }

    private static List<EventTypes.Typed> events(Definition function, Translation translation) {
        List<EventTypes.Typed> events = new ArrayList<>();
        List<Diagnostic> wrong = new ArrayList<>();
        function.properties()
                .object("Events")
                .ifPresent(all -> all.forEach((name, event) -> {
                    try {
                        events.add(EventTypes.OF_FUNCTIONS.read(function.id(), name, event, translation));
                    } catch (Rejection e) {
                        e.inResource(function.id()).diagnostics().forEach(each -> wrong.add(named(each, wrong)));
                    }
                }));
        if (!wrong.isEmpty()) {
            throw new Rejection(wrong);
        }
        return events;
    }

    /// AWS names the resource of the first wrong event only; what else is wrong is shown under the same name.
    private static Diagnostic named(Diagnostic next, List<Diagnostic> before) {
        return before.isEmpty()
                ? next
                : before.getFirst().resourceId().map(next::inResource).orElse(next);
    }

    private static String order(EventTypes.Typed event) {
        return event.event().get("Path") instanceof DraftText path
                ? path.value()
                : event.event().name();
    }

    private static List<CfnResource> transform(EventTypes.Typed event, FunctionTarget target) {
        try {
            return event.type().transform(event.event(), target);
        } catch (Rejection e) {
            throw e.diagnostics().getFirst().eventId().isPresent()
                    ? e.inResource(target.definition().id())
                    : e;
        }
    }

    private static CfnResource lambda(Definition function, Translation translation) {
        CfnResource lambda = function.main("AWS::Lambda::Function");
        COPIED.forEach(property -> lambda.set(property, function.get(property)));
        lambda.properties().putTruthy("FunctionName", function.get("FunctionName"));
        lambda.set("Code", FunctionCode.of(function));
        lambda.set("Tags", Tags.withCreator(function.get("Tags"), DraftObject.make()));
        if (isTraced(function, translation)) {
            lambda.set("TracingConfig", DraftObject.of("Mode", function.get("Tracing")));
        }
        function.properties()
                .object("DeadLetterQueue")
                .filter(Draft::truthy)
                .ifPresent(
                        queue -> lambda.set("DeadLetterConfig", DraftObject.of("TargetArn", queue.get("TargetArn"))));
        FunctionCapacity.add(function, lambda);
        FunctionCode.checkPackageType(function, lambda);
        return lambda;
    }

    private static boolean isTraced(Definition function, Translation translation) {
        Draft tracing = function.get("Tracing");
        return tracing.truthy() && !translation.resolve(tracing).is("Disabled");
    }

    private static CfnResource role(Definition function, EventInvoke invoke, Translation translation) {
        Draft trust = function.get("AssumeRolePolicyDocument");
        ExecutionRole role = new ExecutionRole(
                function,
                trust instanceof DraftObject given ? given : PolicyDocuments.trust("lambda.amazonaws.com"),
                translation.partition());
        role.attach(
                function.get("DurableConfig").truthy()
                        ? "service-role/AWSLambdaBasicDurableExecutionRolePolicy"
                        : "service-role/AWSLambdaBasicExecutionRole");
        if (isTraced(function, translation)) {
            role.attach(translation.partition().tracingPolicy());
        }
        if (function.get("VpcConfig").truthy()) {
            role.attach("service-role/AWSLambdaVPCAccessExecutionRole");
        }
        function.properties()
                .object("DeadLetterQueue")
                .filter(Draft::truthy)
                .ifPresent(queue -> role.inline(PolicyDocuments.deadLetterQueue(
                        queue.get("Type").is("SQS") ? "sqs:SendMessage" : "sns:Publish", queue.get("TargetArn"))));
        invoke.policies().forEach(role::inline);
        role.addAll(PolicyEntry.all(function.get("Policies")));
        return role.build(
                function.get("RolePath"),
                function.get("PermissionsBoundary"),
                Tags.withCreator(function.get("Tags"), DraftObject.make()));
    }

    /// Gives the function the role that SAM makes where the user brings none, also where that depends on a
    /// condition.
    private static void assignRole(
            Definition function,
            CfnResource lambda,
            CfnResource role,
            Translation translation,
            List<CfnResource> made) {
        Draft given = lambda.get("Role");
        if (given.isNothing()) {
            lambda.set("Role", role.arn());
            made.add(role);
            return;
        }
        if (!Intrinsics.isIf(given) || !(translation.resolve(given) instanceof DraftObject resolved)) {
            return;
        }
        if (!(resolved.get("Fn::If") instanceof DraftList arguments) || arguments.size() != 3) {
            throw function.reject(
                    given, "if-arguments", "`Fn::If` needs a list of three: the condition and both values.");
        }
        Draft condition = arguments.get(0);
        boolean noYes = Intrinsics.isNoValue(arguments.get(1));
        boolean noNo = Intrinsics.isNoValue(arguments.get(2));
        if (noYes && noNo) {
            lambda.set("Role", role.arn());
        } else if (noYes) {
            lambda.set("Role", Intrinsics.choose(condition, role.arn(), arguments.get(2)));
            role.attributes().put("Condition", condition);
        } else if (noNo) {
            lambda.set("Role", Intrinsics.choose(condition, arguments.get(1), role.arn()));
            String opposite = "NOT" + PythonText.str(condition);
            role.attributes().put("Condition", opposite);
            translation.conditionsWith(condition, function.id()).put(opposite, Conditions.not(condition));
        } else {
            return;
        }
        made.add(role);
    }
}
