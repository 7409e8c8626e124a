package samara.wire.protocol;

import java.util.Map;
import samara.wire.OperationModel;
import samara.wire.Protocol;
import samara.wire.ServiceModel;

/// Where a request goes.
///
/// @param labels the parts of the path that the operation's pattern names, decoded
/// @param query the query string, decoded
public record Route(
        ServiceModel service,
        OperationModel<?, ?> operation,
        Protocol protocol,
        Map<String, String> labels,
        QueryString query) {}
