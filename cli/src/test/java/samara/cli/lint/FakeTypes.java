package samara.cli.lint;

import java.util.Optional;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.cloud.resource.ResourceTypes;

/// A cloud that has buckets only, and of their properties only the name.
final class FakeTypes implements ResourceTypes {
    @Override
    public Optional<ResourceType<?, ?>> named(String name) {
        return name.equals("AWS::S3::Bucket") ? Optional.of(new Bucket()) : Optional.empty();
    }

    record Properties(Optional<String> bucketName) {}

    record Attributes(String arn) {}

    private static final class Bucket implements ResourceType<Properties, Attributes> {
        @Override
        public ResourceSchema<Properties, Attributes> schema() {
            return ResourceSchema.of("AWS::S3::Bucket", Properties.class, Attributes.class);
        }

        @Override
        public Physical<Attributes> create(Properties desired, ResourceContext context) {
            throw new IllegalStateException("Nothing is created by a lint.");
        }

        @Override
        public Physical<Attributes> update(
                Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
            throw new IllegalStateException("Nothing is changed by a lint.");
        }

        @Override
        public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
            throw new IllegalStateException("Nothing is deleted by a lint.");
        }
    }
}
