package samara.cloud.apigateway;

import java.util.Optional;
import samara.gateway.api.MethodSettings;
import samara.gateway.api.Stage.AccessLog;
import samara.gateway.rest.DeployedApi;

/// What the cloud must know of a stage to serve its requests.
///
/// @param logs which requests have execution logs
/// @param byAccountRole whether its logs are written with the account's role, as REST APIs' are, or with a role that is
///     linked to the service
record ServedApi(String apiId, String stage, Optional<AccessLog> accessLog, Logs logs, boolean byAccountRole) {

    /// Which requests are logged.
    enum Logs {
        NONE,
        ERRORS,
        ALL
    }

    static ServedApi of(DeployedApi deployed) {
        Logs logs = Logs.NONE;
        for (MethodSettings settings : deployed.stage().methodSettings().values()) {
            if (settings.loggingLevel().equals("INFO")) {
                logs = Logs.ALL;
            } else if (settings.loggingLevel().equals("ERROR") && logs == Logs.NONE) {
                logs = Logs.ERRORS;
            }
        }
        return new ServedApi(
                deployed.apiId(), deployed.stage().name(), deployed.stage().accessLog(), logs, true);
    }
}
