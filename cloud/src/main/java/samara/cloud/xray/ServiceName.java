package samara.cloud.xray;

import java.util.List;
import java.util.Optional;
import samara.wire.xray.ServiceId;

/// A service as traces know it: segments of the same name and type are one node of the map.
///
/// @param type such as `AWS::Lambda::Function`, `remote` or `client`
record ServiceName(String name, Optional<String> type, String accountId) {

    /// The service that wrote a segment, or that one was inferred for.
    static ServiceName of(TraceSegment segment, String accountId) {
        Optional<String> type =
                segment.text("origin").or(() -> segment.isOn("inferred") ? Optional.of("remote") : Optional.empty());
        return new ServiceName(segment.name(), type, accountId);
    }

    ServiceId shape() {
        return ServiceId.builder()
                .name(name)
                .names(List.of(name))
                .accountId(accountId)
                .type(type.orElse(null))
                .build();
    }
}
