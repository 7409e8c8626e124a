package samara.cloud.s3;

import java.util.ArrayList;
import java.util.List;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.cloud.service.CloudService;
import samara.wire.ServiceModel;
import samara.wire.s3.S3Api;

/// Amazon S3.
public final class S3Service implements CloudService {
    private final List<Operation<?, ?>> operations = new ArrayList<>();

    /// Over a cloud's state.
    public S3Service(Kernel kernel) {
        var buckets = new Buckets(kernel);
        var objects = new Objects(kernel);
        var uploads = new Uploads(kernel);
        var writes = new ObjectWrites(kernel, buckets, objects);
        operations.addAll(new BucketOperations(kernel, buckets, objects).all());
        operations.addAll(new BucketSettings(buckets, kernel.identities()).all());
        operations.addAll(new UnbuiltSettings(buckets).all());
        operations.addAll(new ObjectReads(kernel, buckets, objects).all());
        operations.addAll(writes.all());
        operations.addAll(new Copies(kernel, buckets, objects, writes).all());
        operations.addAll(new Listings(buckets, objects).all());
        operations.addAll(new MultipartOperations(kernel, buckets, objects, uploads, writes).all());
        operations.add(new Completion(kernel, buckets, uploads, writes).operation());
    }

    @Override
    public ServiceModel model() {
        return S3Api.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.copyOf(operations);
    }

    @Override
    public List<ResourceType<?, ?>> resourceTypes() {
        return List.of(new BucketResource(), new BucketPolicyResource());
    }
}
