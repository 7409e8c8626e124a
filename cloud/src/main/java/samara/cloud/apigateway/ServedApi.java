package samara.cloud.apigateway;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import samara.gateway.api.MethodSettings;
import samara.gateway.api.Stage.AccessLog;
import samara.gateway.http.HttpApiStage;
import samara.gateway.rest.DeployedApi;

/// What the cloud must know of a stage to serve its requests.
///
/// @param name the API's; nothing where nobody asks for it
/// @param logs which requests have execution logs
/// @param executionLogGroup where these are
/// @param byAccountRole whether its logs are written with the account's role, as REST APIs' are, or with a role that is
///     linked to the service
/// @param clientCertificateId what it shows to its HTTP backends
record ServedApi(
        String apiId,
        String name,
        String stage,
        Optional<AccessLog> accessLog,
        Logs logs,
        String executionLogGroup,
        boolean byAccountRole,
        Optional<String> clientCertificateId) {

    /// Which requests are logged.
    enum Logs {
        NONE,
        ERRORS,
        ALL
    }

    static ServedApi of(DeployedApi deployed) {
        String stage = deployed.stage().name();
        return new ServedApi(
                deployed.apiId(),
                deployed.api().name(),
                stage,
                deployed.stage().accessLog(),
                logs(deployed.stage().methodSettings().values().stream().map(MethodSettings::loggingLevel)),
                "API-Gateway-Execution-Logs_" + deployed.apiId() + "/" + stage,
                true,
                deployed.stage().clientCertificateId());
    }

    /// An HTTP or WebSocket API's stage. Only the latter has execution logs.
    static ServedApi of(String apiId, HttpApiStage stage) {
        var settings = Stream.concat(Stream.of(stage.defaultRouteSettings()), stage.routeSettings().values().stream());
        return new ServedApi(
                apiId,
                "",
                stage.name(),
                stage.accessLog(),
                logs(settings.flatMap(one -> one.loggingLevel().stream())),
                "/aws/apigateway/" + apiId + "/" + stage.name(),
                false,
                Optional.empty());
    }

    private static Logs logs(Stream<String> levels) {
        List<String> all = levels.toList();
        return all.contains("INFO") ? Logs.ALL : all.contains("ERROR") ? Logs.ERRORS : Logs.NONE;
    }
}
