package samara.cloud.dynamodb;

import java.util.List;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.resource.ResourceType;
import samara.cloud.service.CloudService;
import samara.wire.ServiceModel;
import samara.wire.dynamodb.DynamoDbApi;

/// Amazon DynamoDB.
public final class DynamoDbService implements CloudService {
    private final DynamoDbState state;
    private final String address;

    /// The service on a cloud's kernel.
    public DynamoDbService(Kernel kernel) {
        state = DynamoDbState.of(kernel);
        address = kernel.addresses().base().getAuthority();
    }

    @Override
    public ServiceModel model() {
        return DynamoDbApi.INSTANCE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(
                new BatchGetItem(state),
                new BatchWriteItem(state),
                new CreateTable(state),
                new DeleteItem(state),
                new DeleteTable(state),
                new DescribeContinuousBackups(state),
                new DescribeEndpoints(address),
                new DescribeLimits(),
                new DescribeTable(state),
                new DescribeTimeToLive(state),
                new GetItem(state),
                new ListTables(state),
                new ListTagsOfResource(state),
                new PutItem(state),
                new Query(state),
                new Scan(state),
                new TagResource(state),
                new TransactGetItems(state),
                new TransactWriteItems(state),
                new UntagResource(state),
                new UpdateContinuousBackups(state),
                new UpdateItem(state),
                new UpdateTable(state),
                new UpdateTimeToLive(state));
    }

    @Override
    public List<ResourceType<?, ?>> resourceTypes() {
        return List.of(new TableResource());
    }
}
