package samara.gateway.rest;

/// What decides who may call a method.
interface MethodAuthorizer {

    /// Lets the caller pass, and puts what is known of it into the exchange.
    ///
    /// @throws GatewayFault 401, 403 or 500
    void authorize(Exchange x);

    /// Forgets what it was told before.
    default void flush() {
        // It keeps nothing.
    }
}
