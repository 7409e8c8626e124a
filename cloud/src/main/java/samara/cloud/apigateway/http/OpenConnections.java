package samara.cloud.apigateway.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Scheduler;
import samara.cloud.kernel.WebSocket;
import samara.gateway.UnsupportedApiException;
import samara.gateway.websocket.Connection;
import samara.gateway.websocket.WebSocketStage;

/// The clients that are connected to WebSocket APIs. A connection ends with the process that holds it.
final class OpenConnections {
    /// A connection over which nothing goes is closed after this.
    private static final Duration IDLE = Duration.ofMinutes(10);
    /// Each connection is closed after this.
    private static final Duration LIFETIME = Duration.ofHours(2);
    /// The close code of a server that goes away.
    private static final int GOING_AWAY = 1001;

    private final Kernel kernel;
    private final HttpApis apis;
    private final ServedHttpStages stages;
    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    OpenConnections(Kernel kernel, HttpApis apis, ServedHttpStages stages) {
        this.kernel = kernel;
        this.apis = apis;
        this.stages = stages;
        apis.onChange(apiId -> open.values().stream()
                .filter(one -> one.stage.deployed().apiId().equals(apiId) && !one.hasStage())
                .forEach(one -> one.close("The API or its stage was deleted")));
    }

    /// A new connection's id.
    String newId() {
        return kernel.ids().secret(15).replace('/', '-').replace('+', '_') + "=";
    }

    /// What listens to a connection that was accepted.
    WebSocket.Listener listener(WebSocketStage stage, Connection connection) {
        return new Open(stage, connection);
    }

    /// The connection of a stage by its id.
    Optional<Open> find(String apiId, String stage, String id) {
        return Optional.ofNullable(open.get(id))
                .filter(one -> one.stage.deployed().apiId().equals(apiId)
                        && one.stage.deployed().stage().name().equals(stage));
    }

    /// No `$disconnect` comes from now on: the cloud ends.
    void stop() {
        stopped = true;
    }

    /// A client that is connected.
    final class Open implements WebSocket.Listener {
        private final WebSocketStage stage;
        private final Connection connection;
        private volatile Instant lastActive;
        private volatile Optional<WebSocket> socket = Optional.empty();
        private volatile Optional<Scheduler.Handle> idle = Optional.empty();
        private volatile Optional<Scheduler.Handle> end = Optional.empty();

        private Open(WebSocketStage stage, Connection connection) {
            this.stage = stage;
            this.connection = connection;
            this.lastActive = connection.connectedAt();
        }

        Connection connection() {
            return connection;
        }

        Instant lastActive() {
            return lastActive;
        }

        private boolean hasStage() {
            String apiId = stage.deployed().apiId();
            return apis.home(apiId)
                    .flatMap(scope -> apis.stageIfThere(
                            scope, apiId, stage.deployed().stage().name()))
                    .isPresent();
        }

        /// The stage as it is now: what is deployed while a client is connected counts from its next message on. Where
        /// there is none any more, or none that can be served, the one that the client connected to.
        private WebSocketStage current() {
            String apiId = stage.deployed().apiId();
            try {
                return apis.home(apiId)
                        .flatMap(scope -> stages.of(scope, apiId)
                                .webSocket(stage.deployed().stage().name()))
                        .map(WebSocketServer.Ready::stage)
                        .orElse(stage);
            } catch (UnsupportedApiException e) {
                return stage;
            }
        }

        void send(String text) {
            lastActive = kernel.clock().now();
            socket.ifPresent(to -> to.send(text));
        }

        /// Nobody finds it from now on, however long the client takes to answer.
        void close(String reason) {
            open.remove(connection.id());
            socket.ifPresent(one -> one.close(GOING_AWAY, reason));
        }

        @Override
        public void opened(WebSocket made) {
            socket = Optional.of(made);
            open.put(connection.id(), this);
            end = Optional.of(
                    kernel.scheduler().at(connection.connectedAt().plus(LIFETIME), () -> close("Going away")));
            watch();
        }

        private void watch() {
            idle = Optional.of(kernel.scheduler().at(lastActive.plus(IDLE), () -> {
                if (!kernel.clock().now().isBefore(lastActive.plus(IDLE))) {
                    close("Going away");
                } else if (open.containsKey(connection.id())) {
                    watch();
                }
            }));
        }

        @Override
        public void message(String text) {
            lastActive = kernel.clock().now();
            current().message(connection, text).ifPresent(this::send);
        }

        @Override
        public void pinged() {
            lastActive = kernel.clock().now();
        }

        @Override
        public void closed(int status, String reason) {
            open.remove(connection.id());
            idle.ifPresent(Scheduler.Handle::cancel);
            end.ifPresent(Scheduler.Handle::cancel);
            if (!stopped) {
                current().disconnect(connection, status, reason);
            }
        }
    }
}
