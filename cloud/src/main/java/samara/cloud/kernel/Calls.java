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
}
