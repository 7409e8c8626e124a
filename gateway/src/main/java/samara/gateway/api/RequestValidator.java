package samara.gateway.api;

/// What of a request is checked before the integration is called.
public record RequestValidator(
        String id, String name, boolean validateRequestBody, boolean validateRequestParameters) {}
