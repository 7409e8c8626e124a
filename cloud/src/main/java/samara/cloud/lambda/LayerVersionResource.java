package samara.cloud.lambda;

import java.util.List;
import java.util.Optional;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.lambda.DeleteLayerVersionRequest;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.LayerVersionContentInput;
import samara.wire.lambda.PublishLayerVersionRequest;

/// `AWS::Lambda::LayerVersion`. `Ref` is the version's ARN. Every change publishes another version.
final class LayerVersionResource
        implements ResourceType<LayerVersionResource.Properties, LayerVersionResource.Attributes> {
    record Content(String s3Bucket, String s3Key, Optional<String> s3ObjectVersion) {}

    record Properties(
            Content content,
            Optional<String> layerName,
            Optional<String> description,
            Optional<String> licenseInfo,
            Optional<List<String>> compatibleRuntimes,
            Optional<List<String>> compatibleArchitectures) {}

    record Attributes(String layerVersionArn) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::Lambda::LayerVersion", Properties.class, Attributes.class)
                .replacedOn(
                        "Content",
                        "LayerName",
                        "Description",
                        "LicenseInfo",
                        "CompatibleRuntimes",
                        "CompatibleArchitectures");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var content = LayerVersionContentInput.builder()
                .s3Bucket(desired.content.s3Bucket)
                .s3Key(desired.content.s3Key)
                .s3ObjectVersion(desired.content.s3ObjectVersion.orElse(null))
                .build();
        var published = context.calls()
                .call(
                        LambdaApi.PUBLISH_LAYER_VERSION,
                        PublishLayerVersionRequest.builder()
                                .layerName(desired.layerName.orElseGet(context::logicalId))
                                .content(content)
                                .description(desired.description.orElse(null))
                                .licenseInfo(desired.licenseInfo.orElse(null))
                                .compatibleRuntimes(desired.compatibleRuntimes.orElse(null))
                                .compatibleArchitectures(desired.compatibleArchitectures.orElse(null))
                                .build(),
                        context.call());
        String arn = published.layerVersionArn().orElseThrow();
        return new Physical<>(arn, new Attributes(arn));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        LayerArn.Version version = LayerArn.Version.of(at.id());
        context.calls()
                .call(
                        LambdaApi.DELETE_LAYER_VERSION,
                        DeleteLayerVersionRequest.builder()
                                .layerName(version.layer().arn())
                                .versionNumber((long) version.number())
                                .build(),
                        context.call());
    }
}
