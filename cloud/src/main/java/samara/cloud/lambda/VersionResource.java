package samara.cloud.lambda;

import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.lambda.DeleteFunctionRequest;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.PublishVersionRequest;

/// `AWS::Lambda::Version`. `Ref` is its ARN. Every change replaces it.
final class VersionResource implements ResourceType<VersionResource.Properties, VersionResource.Attributes> {
    record Properties(String functionName, Optional<String> codeSha256, Optional<String> description) {}

    record Attributes(String version, String functionArn) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::Lambda::Version", Properties.class, Attributes.class)
                .replacedOn("FunctionName", "CodeSha256", "Description");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var version = context.calls()
                .call(
                        LambdaApi.PUBLISH_VERSION,
                        PublishVersionRequest.builder()
                                .functionName(desired.functionName)
                                .codeSha256(desired.codeSha256.orElse(null))
                                .description(desired.description.orElse(null))
                                .build(),
                        context.call());
        String arn = version.functionArn().orElseThrow();
        return new Physical<>(arn, new Attributes(version.version().orElseThrow(), arn));
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
                                LambdaApi.DELETE_FUNCTION,
                                DeleteFunctionRequest.builder()
                                        .functionName(at.id())
                                        .build(),
                                context.call()));
    }
}
