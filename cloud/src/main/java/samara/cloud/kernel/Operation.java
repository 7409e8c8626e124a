package samara.cloud.kernel;

import java.util.List;
import samara.wire.OperationModel;

/// One built operation of a service: what the caller must be allowed, and what it does. One class an operation, named
/// as AWS names it.
public interface Operation<I, O> {

    /// The generated model that this implements.
    OperationModel<I, O> model();

    /// What the caller must be allowed: all of it. An operation that anybody may call (such as STS's
    /// `GetCallerIdentity`) says so with an empty list.
    List<Need> needs(I input, Call call);

    /// Does it.
    ///
    /// @throws samara.wire.AwsException an answer that the API reference lists
    O run(I input, Call call);
}
