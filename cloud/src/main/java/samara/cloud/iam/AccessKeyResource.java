package samara.cloud.iam;

import java.util.Optional;
import samara.cloud.resource.Gone;
import samara.cloud.resource.Physical;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceSchema;
import samara.cloud.resource.ResourceType;
import samara.wire.iam.CreateAccessKeyRequest;
import samara.wire.iam.DeleteAccessKeyRequest;
import samara.wire.iam.IamApi;
import samara.wire.iam.UpdateAccessKeyRequest;

/// `AWS::IAM::AccessKey`. `Ref` is the key's id. A new `UserName` or `Serial` replaces the key.
final class AccessKeyResource implements ResourceType<AccessKeyResource.Properties, AccessKeyResource.Attributes> {
    record Properties(String userName, Optional<Integer> serial, Optional<String> status) {}

    record Attributes(String secretAccessKey) {}

    @Override
    public ResourceSchema<Properties, Attributes> schema() {
        return ResourceSchema.of("AWS::IAM::AccessKey", Properties.class, Attributes.class)
                .replacedOn("UserName", "Serial");
    }

    @Override
    public Physical<Attributes> create(Properties desired, ResourceContext context) {
        var request =
                CreateAccessKeyRequest.builder().userName(desired.userName).build();
        var key = context.calls()
                .call(IamApi.CREATE_ACCESS_KEY, request, context.call())
                .accessKey();
        setStatus(key.accessKeyId(), desired, context);
        return new Physical<>(key.accessKeyId(), new Attributes(key.secretAccessKey()));
    }

    @Override
    public Physical<Attributes> update(
            Physical<Attributes> at, Properties from, Properties to, ResourceContext context) {
        setStatus(at.id(), to, context);
        return at;
    }

    @Override
    public void delete(Physical<Attributes> at, Properties last, ResourceContext context) {
        var request = DeleteAccessKeyRequest.builder()
                .userName(last.userName)
                .accessKeyId(at.id())
                .build();
        Gone.ignored(
                IamErrors.NO_SUCH_ENTITY,
                () -> context.calls().call(IamApi.DELETE_ACCESS_KEY, request, context.call()));
    }

    private static void setStatus(String id, Properties properties, ResourceContext context) {
        var request = UpdateAccessKeyRequest.builder()
                .userName(properties.userName)
                .accessKeyId(id)
                .status(properties.status.orElse("Active"))
                .build();
        context.calls().call(IamApi.UPDATE_ACCESS_KEY, request, context.call());
    }
}
