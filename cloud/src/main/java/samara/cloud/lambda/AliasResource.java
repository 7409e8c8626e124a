package samara.cloud.lambda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.lambda.AliasRoutingConfiguration;
import samara.wire.lambda.CreateAliasRequest;
import samara.wire.lambda.DeleteAliasRequest;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.UpdateAliasRequest;

/// `AWS::Lambda::Alias`. `Ref` is its ARN. A new `Name` or `FunctionName` replaces it.
final class AliasResource implements ResourceType<AliasResource.Properties, AliasResource.Attributes> {
    record Weight(String functionVersion, double functionWeight) {}

    record Routing(Optional<List<Weight>> additionalVersionWeights) {}

    record Properties(
            String functionName,
            String functionVersion,
            String name,
            Optional<String> description,
            Optional<Routing> routingConfig) {}

    record Attributes(String aliasArn) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::Lambda::Alias", Properties.class, Attributes.class)
                .replacedOn("FunctionName", "Name");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var alias = context.calls()
                .call(
                        LambdaApi.CREATE_ALIAS,
                        CreateAliasRequest.builder()
                                .functionName(desired.functionName)
                                .name(desired.name)
                                .functionVersion(desired.functionVersion)
                                .description(desired.description.orElse(null))
                                .routingConfig(routing(desired))
                                .build(),
                        context.call());
        String arn = alias.aliasArn().orElseThrow();
        return new Physical<>(arn, new Attributes(arn));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        context.calls()
                .call(
                        LambdaApi.UPDATE_ALIAS,
                        UpdateAliasRequest.builder()
                                .functionName(to.functionName)
                                .name(to.name)
                                .functionVersion(to.functionVersion)
                                .description(to.description.orElse(""))
                                .routingConfig(routing(to))
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
                                LambdaApi.DELETE_ALIAS,
                                DeleteAliasRequest.builder()
                                        .functionName(last.functionName)
                                        .name(last.name)
                                        .build(),
                                context.call()));
    }

    private static AliasRoutingConfiguration routing(Properties desired) {
        Map<String, Double> weights = new LinkedHashMap<>();
        desired.routingConfig
                .flatMap(Routing::additionalVersionWeights)
                .orElse(List.of())
                .forEach(weight -> weights.put(weight.functionVersion, weight.functionWeight));
        return AliasRoutingConfiguration.builder()
                .additionalVersionWeights(weights)
                .build();
    }
}
