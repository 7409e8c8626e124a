package samara.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What [TableReader] reads of a service.
record ServiceTable(
        String id,
        String signingName,
        String fullName,
        String apiVersion,
        String targetPrefix,
        String xmlNamespace,
        List<Protocol> protocols,
        boolean queryCompatible,
        Map<String, ErrorModel> errors,
        Map<String, OperationModel<?, ?>> operations,
        List<OperationModel<?, ?>> inOrder) {

    ServiceTable {
        inOrder = List.copyOf(new ArrayList<>(operations.values()));
    }
}
