package samara.cloud.lambda;

import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.lambda.AddLayerVersionPermissionRequest;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.RemoveLayerVersionPermissionRequest;

/// `AWS::Lambda::LayerVersionPermission`. `Ref` is the layer version's ARN, a `#` and the statement's id. Every change
/// replaces it.
final class LayerVersionPermissionResource
        implements ResourceType<LayerVersionPermissionResource.Properties, LayerVersionPermissionResource.Attributes> {
    record Properties(String action, String layerVersionArn, String principal, Optional<String> organizationId) {}

    record Attributes(String id) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::Lambda::LayerVersionPermission", Properties.class, Attributes.class)
                .replacedOn("Action", "LayerVersionArn", "Principal", "OrganizationId");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        LayerArn.Version version = LayerArn.Version.of(desired.layerVersionArn);
        String statement = context.generatedName(100);
        context.calls()
                .call(
                        LambdaApi.ADD_LAYER_VERSION_PERMISSION,
                        AddLayerVersionPermissionRequest.builder()
                                .layerName(version.layer().arn())
                                .versionNumber((long) version.number())
                                .statementId(statement)
                                .action(desired.action)
                                .principal(desired.principal)
                                .organizationId(desired.organizationId.orElse(null))
                                .build(),
                        context.call());
        String id = version.arn() + "#" + statement;
        return new Physical<>(id, new Attributes(id));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        String[] parts = at.id().split("#", 2);
        LayerArn.Version version = LayerArn.Version.of(parts[0]);
        Gone.ignored(
                "ResourceNotFoundException",
                () -> context.calls()
                        .call(
                                LambdaApi.REMOVE_LAYER_VERSION_PERMISSION,
                                RemoveLayerVersionPermissionRequest.builder()
                                        .layerName(version.layer().arn())
                                        .versionNumber((long) version.number())
                                        .statementId(parts[1])
                                        .build(),
                                context.call()));
    }
}
