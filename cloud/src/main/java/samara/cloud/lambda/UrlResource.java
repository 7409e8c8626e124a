package samara.cloud.lambda;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.lambda.Cors;
import samara.wire.lambda.CreateFunctionUrlConfigRequest;
import samara.wire.lambda.DeleteFunctionUrlConfigRequest;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.UpdateFunctionUrlConfigRequest;

/// `AWS::Lambda::Url`. `Ref` is the function's ARN. A new `TargetFunctionArn` or `Qualifier` replaces it.
final class UrlResource implements ResourceType<UrlResource.Properties, UrlResource.Attributes> {
    record CrossOrigin(
            Optional<Boolean> allowCredentials,
            Optional<List<String>> allowHeaders,
            Optional<List<String>> allowMethods,
            Optional<List<String>> allowOrigins,
            Optional<List<String>> exposeHeaders,
            Optional<Integer> maxAge) {}

    record Properties(
            String targetFunctionArn,
            String authType,
            Optional<String> qualifier,
            Optional<CrossOrigin> cors,
            Optional<String> invokeMode) {}

    record Attributes(String functionArn, String functionUrl) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::Lambda::Url", Properties.class, Attributes.class)
                .replacedOn("TargetFunctionArn", "Qualifier");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var made = context.calls()
                .call(
                        LambdaApi.CREATE_FUNCTION_URL_CONFIG,
                        CreateFunctionUrlConfigRequest.builder()
                                .functionName(desired.targetFunctionArn)
                                .qualifier(desired.qualifier.orElse(null))
                                .authType(desired.authType)
                                .cors(cors(desired))
                                .invokeMode(desired.invokeMode.orElse(null))
                                .build(),
                        context.call());
        return new Physical<>(made.functionArn(), new Attributes(made.functionArn(), made.functionUrl()));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        Cors cors = cors(to);
        context.calls()
                .call(
                        LambdaApi.UPDATE_FUNCTION_URL_CONFIG,
                        UpdateFunctionUrlConfigRequest.builder()
                                .functionName(to.targetFunctionArn)
                                .qualifier(to.qualifier.orElse(null))
                                .authType(to.authType)
                                .cors(cors != null ? cors : Cors.builder().build())
                                .invokeMode(to.invokeMode.orElse("BUFFERED"))
                                .build(),
                        context.call());
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored(
                "ResourceNotFoundException",
                () -> context.calls()
                        .call(
                                LambdaApi.DELETE_FUNCTION_URL_CONFIG,
                                DeleteFunctionUrlConfigRequest.builder()
                                        .functionName(last.targetFunctionArn)
                                        .qualifier(last.qualifier.orElse(null))
                                        .build(),
                                context.call()));
    }

    private static @Nullable Cors cors(Properties desired) {
        return desired.cors
                .map(cors -> Cors.builder()
                        .allowCredentials(cors.allowCredentials.orElse(null))
                        .allowHeaders(cors.allowHeaders.orElse(null))
                        .allowMethods(cors.allowMethods.orElse(null))
                        .allowOrigins(cors.allowOrigins.orElse(null))
                        .exposeHeaders(cors.exposeHeaders.orElse(null))
                        .maxAge(cors.maxAge.orElse(null))
                        .build())
                .orElse(null);
    }
}
