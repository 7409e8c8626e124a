package samara.gateway.http;

import java.util.Optional;
import samara.gateway.Backends;
import samara.gateway.rest.TokenBucket;

/// A route with all that serves it.
record ReadyRoute(
        Route route, HttpIntegration integration, Target target, Optional<Guard> guard, Optional<TokenBucket> bucket) {

    /// What an integration reaches.
    sealed interface Target {
        /// A function by its ARN.
        record Function(String arn) implements Target {}

        /// An HTTP endpoint.
        record Endpoint(String url) implements Target {}

        /// What a VPC link leads to.
        record Private(Backends.VpcLinkUse link, Optional<String> serverName) implements Target {}

        /// An AWS service's action.
        record Service(ServiceAction action) implements Target {}
    }

    /// What a request must pass before the integration.
    interface Guard {
        /// Lets the request through, and puts what is known of its sender into the exchange.
        ///
        /// @throws HttpFault where it may not pass
        void admit(HttpExchange x);
    }
}
