package samara.wire;

import java.util.List;

/// One AWS service as AWS's own model describes it. Its implementations are generated: `samara.wire.sqs.SqsApi`.
public interface ServiceModel {

    /// The name of the service's package here, such as `dynamodb`, `apigateway` or `cloudwatchlogs`.
    String id();

    /// The service's name in a SigV4 credential scope, such as `logs`.
    String signingName();

    /// All the service's operations in the model's order, built or not.
    List<OperationModel<?, ?>> operations();
}
