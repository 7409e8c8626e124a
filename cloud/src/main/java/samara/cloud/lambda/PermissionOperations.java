package samara.cloud.lambda;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.lambda.AddPermissionRequest;
import samara.wire.lambda.AddPermissionResponse;
import samara.wire.lambda.GetPolicyRequest;
import samara.wire.lambda.GetPolicyResponse;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.RemovePermissionRequest;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Functions' resource policies.
final class PermissionOperations {
    private static final JsonFactory JSON = new JsonFactory();

    private final Functions functions;

    PermissionOperations(Functions functions) {
        this.functions = functions;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new LambdaOperation<>(
                        LambdaApi.ADD_PERMISSION,
                        (in, call) -> LambdaOperation.on("AddPermission", in.functionName(), call),
                        this::add),
                new LambdaOperation<>(
                        LambdaApi.REMOVE_PERMISSION,
                        (in, call) -> LambdaOperation.on("RemovePermission", in.functionName(), call),
                        this::remove),
                new LambdaOperation<>(
                        LambdaApi.GET_POLICY,
                        (in, call) -> LambdaOperation.on("GetPolicy", in.functionName(), call),
                        this::get));
    }

    private AddPermissionResponse add(AddPermissionRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), in.qualifier());
        functions.resolve(call.scope(), name);
        String json = statement(in, name, call);
        functions.changeFacts(call.scope(), name.name(), facts -> {
            if (facts.statements().stream()
                    .anyMatch(known -> known.qualifier().equals(name.policyQualifier())
                            && known.id().equals(in.statementId()))) {
                throw LambdaErrors.exists("The statement id (" + in.statementId()
                        + ") provided already exists. Please provide a new statement id, or remove the existing "
                        + "statement.");
            }
            List<FunctionFacts.PolicyStatement> all = new ArrayList<>(facts.statements());
            all.add(new FunctionFacts.PolicyStatement(name.policyQualifier(), in.statementId(), json));
            return facts.withStatements(all);
        });
        return AddPermissionResponse.builder().statement(json).build();
    }

    private Nothing remove(RemovePermissionRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), in.qualifier());
        functions.changeFacts(call.scope(), name.name(), facts -> {
            List<FunctionFacts.PolicyStatement> left = facts.statements().stream()
                    .filter(known -> !(known.qualifier().equals(name.policyQualifier())
                            && known.id().equals(in.statementId())))
                    .toList();
            if (left.size() == facts.statements().size()) {
                throw LambdaErrors.noStatement(in.statementId());
            }
            return facts.withStatements(left);
        });
        return Nothing.INSTANCE;
    }

    private GetPolicyResponse get(GetPolicyRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), in.qualifier());
        StoredFunction function = functions.resolve(call.scope(), name);
        return GetPolicyResponse.builder()
                .policy(functions
                        .facts(call.scope(), name.name())
                        .policy(name.policyQualifier())
                        .orElseThrow(LambdaErrors::noPolicy))
                .revisionId(function.revisionId())
                .build();
    }

    private static String statement(AddPermissionRequest in, FunctionName name, Call call) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("Sid", in.statementId());
            json.writeStringProperty("Effect", "Allow");
            String principal = in.principal();
            if (principal.equals("*")) {
                json.writeStringProperty("Principal", "*");
            } else {
                boolean service = principal.contains(".amazonaws.com");
                boolean account = principal.matches("\\d{12}");
                json.writeObjectPropertyStart("Principal");
                json.writeStringProperty(
                        service ? "Service" : "AWS",
                        account
                                ? "arn:" + call.scope().region().partition() + ":iam::" + principal + ":root"
                                : principal);
                json.writeEndObject();
            }
            json.writeStringProperty("Action", in.action());
            json.writeStringProperty("Resource", name.arn(call.scope()));
            Map<String, Map<String, String>> conditions = new LinkedHashMap<>();
            in.sourceArn().ifPresent(arn -> conditions.put("ArnLike", Map.of("AWS:SourceArn", arn)));
            Map<String, String> equal = new LinkedHashMap<>();
            in.sourceAccount().ifPresent(id -> equal.put("AWS:SourceAccount", id));
            in.principalOrgID().ifPresent(id -> equal.put("aws:PrincipalOrgID", id));
            in.eventSourceToken().ifPresent(token -> equal.put("lambda:EventSourceToken", token));
            in.functionUrlAuthType().ifPresent(type -> equal.put("lambda:FunctionUrlAuthType", type));
            if (!equal.isEmpty()) {
                conditions.put("StringEquals", equal);
            }
            in.invokedViaFunctionUrl()
                    .ifPresent(via ->
                            conditions.put("Bool", Map.of("lambda:InvokedViaFunctionUrl", Boolean.toString(via))));
            write(json, conditions);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Map<String, Map<String, String>> conditions) {
        if (conditions.isEmpty()) {
            return;
        }
        json.writeObjectPropertyStart("Condition");
        conditions.forEach((operator, keys) -> {
            json.writeObjectPropertyStart(operator);
            keys.forEach(json::writeStringProperty);
            json.writeEndObject();
        });
        json.writeEndObject();
    }
}
