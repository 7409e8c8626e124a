package samara.cloud.apigateway.domain;

import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Scope;

/// One kind of API, whose stages domains can be mapped to.
public interface StageServer {

    /// Whether an API is of this kind, and there.
    boolean hasApi(Scope scope, String apiId);

    /// Whether one of its APIs is a WebSocket API, which shares a domain with no other kind.
    default boolean isWebSocket(Scope scope, String apiId) {
        return false;
    }

    /// Whether one of its APIs has a stage.
    boolean hasStage(Scope scope, String apiId, String stage);

    /// Answers a request.
    HttpResponse serve(HttpRequest request, Routed to);
}
