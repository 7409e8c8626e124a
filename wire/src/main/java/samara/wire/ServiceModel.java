package samara.wire;

import java.util.List;
import java.util.Optional;

/// One AWS service as AWS's own model describes it. Its implementations are generated: `samara.wire.sqs.SqsApi`.
public interface ServiceModel {

    /// The name of the service's package here, such as `dynamodb`, `apigateway` or `cloudwatchlogs`.
    String id();

    /// The service's name in a SigV4 credential scope, such as `logs`.
    String signingName();

    /// The service's name for people, such as `Amazon DynamoDB`.
    String fullName();

    /// The version of the API that the model describes, such as `2012-08-10`.
    String apiVersion();

    /// What comes before the dot of an `X-Amz-Target`; empty where the service has none.
    String targetPrefix();

    /// The namespace of its XML, empty where it has none.
    String xmlNamespace();

    /// The protocols that it speaks, the first one preferred by its newest clients.
    List<Protocol> protocols();

    /// Whether errors of the JSON protocols tell the old query protocol's code, too.
    boolean isQueryCompatible();

    /// All the service's operations in the model's order, built or not.
    List<OperationModel<?, ?>> operations();

    /// The operation of this name.
    Optional<OperationModel<?, ?>> operation(String name);

    /// The error of this code.
    Optional<ErrorModel> error(String code);
}
