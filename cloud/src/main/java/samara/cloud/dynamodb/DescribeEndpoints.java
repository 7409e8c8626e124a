package samara.cloud.dynamodb;

import java.util.List;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.OperationModel;
import samara.wire.dynamodb.DescribeEndpointsRequest;
import samara.wire.dynamodb.DescribeEndpointsResponse;
import samara.wire.dynamodb.DynamoDbApi;
import samara.wire.dynamodb.Endpoint;

/// `DescribeEndpoints`. The one endpoint is the cloud's own.
/// See <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html>
final class DescribeEndpoints implements Operation<DescribeEndpointsRequest, DescribeEndpointsResponse> {
    private static final long CACHE_MINUTES = 1440;

    private final String address;

    /// @param address host and port
    DescribeEndpoints(String address) {
        this.address = address;
    }

    @Override
    public OperationModel<DescribeEndpointsRequest, DescribeEndpointsResponse> model() {
        return DynamoDbApi.DESCRIBE_ENDPOINTS;
    }

    @Override
    public List<Need> needs(DescribeEndpointsRequest input, Call call) {
        return List.of(Need.of("dynamodb:DescribeEndpoints", "*"));
    }

    @Override
    public DescribeEndpointsResponse run(DescribeEndpointsRequest input, Call call) {
        return DescribeEndpointsResponse.builder()
                .endpoints(List.of(Endpoint.builder()
                        .address(address)
                        .cachePeriodInMinutes(CACHE_MINUTES)
                        .build()))
                .build();
    }
}
