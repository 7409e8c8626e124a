package samara.cloud.iam;

import java.util.List;
import samara.cloud.iam.Entity.Kind;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.iam.AccessKey;
import samara.wire.iam.AccessKeyMetadata;
import samara.wire.iam.CreateAccessKeyRequest;
import samara.wire.iam.CreateAccessKeyResponse;
import samara.wire.iam.DeleteAccessKeyRequest;
import samara.wire.iam.IamApi;
import samara.wire.iam.ListAccessKeysRequest;
import samara.wire.iam.ListAccessKeysResponse;
import samara.wire.iam.UpdateAccessKeyRequest;

/// What is done with users' access keys. Each user has two at most.
final class AccessKeyOperations {
    private final Entities entities;

    AccessKeyOperations(IamDirectory directory) {
        this.entities = directory.entities();
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new IamOperation<>(
                        IamApi.CREATE_ACCESS_KEY,
                        (input, call) -> need("CreateAccessKey", Callers.userName(input.userName(), call), call),
                        this::create),
                new IamOperation<>(
                        IamApi.DELETE_ACCESS_KEY,
                        (input, call) -> need("DeleteAccessKey", Callers.userName(input.userName(), call), call),
                        this::delete),
                new IamOperation<>(
                        IamApi.UPDATE_ACCESS_KEY,
                        (input, call) -> need("UpdateAccessKey", Callers.userName(input.userName(), call), call),
                        this::update),
                new IamOperation<>(
                        IamApi.LIST_ACCESS_KEYS,
                        (input, call) -> need("ListAccessKeys", Callers.userName(input.userName(), call), call),
                        this::list));
    }

    private Need need(String action, String user, Call call) {
        String path = entities.find(Kind.USER, call.scope().account(), user)
                .map(Entity::path)
                .orElse("/");
        return Need.of("iam:" + action, Entity.arn(Kind.USER, call.scope().account(), path, user));
    }

    private CreateAccessKeyResponse create(CreateAccessKeyRequest input, Call call) {
        StoredKey key = entities.createKey(call.scope().account(), Callers.userName(input.userName(), call));
        return new CreateAccessKeyResponse(AccessKey.builder()
                .userName(key.userName())
                .accessKeyId(key.id())
                .status(status(key))
                .secretAccessKey(key.secret())
                .createDate(key.created())
                .build());
    }

    private Nothing delete(DeleteAccessKeyRequest input, Call call) {
        String user = Callers.userName(input.userName(), call);
        entities.deleteKey(entities.keyOf(call.scope().account(), user, input.accessKeyId())
                .id());
        return Nothing.INSTANCE;
    }

    private Nothing update(UpdateAccessKeyRequest input, Call call) {
        if (!input.status().equals("Active") && !input.status().equals("Inactive")) {
            throw IamErrors.validation("Status must be Active or Inactive.");
        }
        String user = Callers.userName(input.userName(), call);
        StoredKey key = entities.keyOf(call.scope().account(), user, input.accessKeyId());
        entities.putKey(key.withActive(input.status().equals("Active")));
        return Nothing.INSTANCE;
    }

    private ListAccessKeysResponse list(ListAccessKeysRequest input, Call call) {
        String user = Callers.userName(input.userName(), call);
        entities.get(Kind.USER, call.scope().account(), user);
        var page =
                Page.of(entities.keys(call.scope().account(), user), StoredKey::id, input.marker(), input.maxItems());
        return ListAccessKeysResponse.builder()
                .accessKeyMetadata(page.items().stream()
                        .map(key -> AccessKeyMetadata.builder()
                                .userName(key.userName())
                                .accessKeyId(key.id())
                                .status(status(key))
                                .createDate(key.created())
                                .build())
                        .toList())
                .isTruncated(page.isTruncated())
                .marker(page.marker().orElse(null))
                .build();
    }

    private static String status(StoredKey key) {
        return key.isActive() ? "Active" : "Inactive";
    }
}
