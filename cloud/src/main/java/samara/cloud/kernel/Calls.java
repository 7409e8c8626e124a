package samara.cloud.kernel;

import samara.wire.OperationModel;

/// The one path of a call inside the cloud: authorise, run, record. The edge and services that call one another both
/// come through here, so IAM, the event log and traces hold everywhere. Services never import each other: they name an
/// operation by its generated model.
public interface Calls {

    /// Makes a call as `call.principal()`.
    ///
    /// @throws samara.wire.AwsException what the service answers, `AccessDenied…` when no statement allows it, or
    ///     `NotImplemented` (501) when the operation is not built
    <I, O> O call(OperationModel<I, O> operation, I input, Call call);

    /// Makes a call as `call.principal()` by a request as the service's own HTTP interface takes it, unsigned: for
    /// what names an operation in data, as an API's integration does. The host tells the service, such as
    /// `dynamodb.eu-west-1.amazonaws.com`; errors come as answers.
    HttpResponse call(HttpRequest request, Call call);
}
