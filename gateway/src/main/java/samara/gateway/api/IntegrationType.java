package samara.gateway.api;

/// The kinds of integration by API Gateway's names. `AWS_PROXY` is a function that gets the whole request; `AWS` is a
/// function or any AWS action, with mapping templates.
public enum IntegrationType {
    AWS,
    AWS_PROXY,
    HTTP,
    HTTP_PROXY,
    MOCK
}
