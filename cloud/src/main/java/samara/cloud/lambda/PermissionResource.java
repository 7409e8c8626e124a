package samara.cloud.lambda;

import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.lambda.AddPermissionRequest;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.RemovePermissionRequest;

/// `AWS::Lambda::Permission`: a statement of a function's policy. Every change replaces it.
final class PermissionResource implements ResourceType<PermissionResource.Properties, PermissionResource.Attributes> {
    record Properties(
            String action,
            String functionName,
            String principal,
            Optional<String> sourceArn,
            Optional<String> sourceAccount,
            Optional<String> eventSourceToken,
            Optional<String> functionUrlAuthType,
            Optional<Boolean> invokedViaFunctionUrl,
            Optional<String> principalOrgID) {}

    record Attributes(String id) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::Lambda::Permission", Properties.class, Attributes.class)
                .replacedOn(
                        "Action",
                        "FunctionName",
                        "Principal",
                        "SourceArn",
                        "SourceAccount",
                        "EventSourceToken",
                        "FunctionUrlAuthType",
                        "InvokedViaFunctionUrl",
                        "PrincipalOrgID");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        String id = context.generatedName(100);
        context.calls()
                .call(
                        LambdaApi.ADD_PERMISSION,
                        AddPermissionRequest.builder()
                                .functionName(desired.functionName)
                                .statementId(id)
                                .action(desired.action)
                                .principal(desired.principal)
                                .sourceArn(desired.sourceArn.orElse(null))
                                .sourceAccount(desired.sourceAccount.orElse(null))
                                .eventSourceToken(desired.eventSourceToken.orElse(null))
                                .functionUrlAuthType(desired.functionUrlAuthType.orElse(null))
                                .invokedViaFunctionUrl(desired.invokedViaFunctionUrl.orElse(null))
                                .principalOrgID(desired.principalOrgID.orElse(null))
                                .build(),
                        context.call());
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                "ResourceNotFoundException",
                () -> context.calls()
                        .call(
                                LambdaApi.REMOVE_PERMISSION,
                                RemovePermissionRequest.builder()
                                        .functionName(last.functionName)
                                        .statementId(at.id())
                                        .build(),
                                context.call()));
    }
}
