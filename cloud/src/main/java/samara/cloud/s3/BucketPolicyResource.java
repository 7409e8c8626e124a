package samara.cloud.s3;

import samara.cloud.kernel.Json;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.template.Node;
import samara.wire.s3.DeleteBucketPolicyRequest;
import samara.wire.s3.PutBucketPolicyRequest;
import samara.wire.s3.S3Api;

/// `AWS::S3::BucketPolicy`. `Ref` is the bucket's name; another `Bucket` replaces it.
///
/// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html>.
final class BucketPolicyResource
        implements ResourceType<BucketPolicyResource.Properties, BucketPolicyResource.Attributes> {

    record Properties(String bucket, Node policyDocument) {}

    /// It has none.
    record Attributes() {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::S3::BucketPolicy", Properties.class, Attributes.class)
                .replacedOn("Bucket");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        put(desired, context);
        return new Physical<>(desired.bucket(), new Attributes());
    }

    private static void put(Properties desired, ResourceContext context) {
        var request = PutBucketPolicyRequest.builder()
                .bucket(desired.bucket())
                .policy(Json.text(desired.policyDocument()))
                .build();
        context.calls().call(S3Api.PUT_BUCKET_POLICY, request, context.call());
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        put(to, context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        Gone.ignored("NoSuchBucket", () -> {
            var request = DeleteBucketPolicyRequest.builder().bucket(at.id()).build();
            context.calls().call(S3Api.DELETE_BUCKET_POLICY, request, context.call());
        });
    }
}
