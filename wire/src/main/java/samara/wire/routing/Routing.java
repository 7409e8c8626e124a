package samara.wire.routing;

import java.util.Optional;
import samara.wire.AwsException;
import samara.wire.Protocol;
import samara.wire.ServiceModel;
import samara.wire.WireRequest;
import samara.wire.protocol.Route;

/// What came of looking for a request's operation.
public sealed interface Routing {

    /// It goes there.
    ///
    /// @param request what to decode: the body may have been read to find the operation, and a bucket in the host
    ///     stands in the path
    record Found(Route route, WireRequest request) implements Routing {}

    /// It goes nowhere.
    ///
    /// @param protocol in which the client surely understands the error
    record Lost(Protocol protocol, Optional<ServiceModel> service, AwsException error) implements Routing {}
}
