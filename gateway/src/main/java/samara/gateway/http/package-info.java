/// The engine of HTTP APIs; start at [samara.gateway.http.HttpStage]. [samara.gateway.http.HttpApi] describes one,
/// whether it came from the control plane or from OpenAPI.
///
/// Integrations with AWS services (`IntegrationSubtype`) are tables in `ServiceAction`; SQS is called by its query
/// protocol and answers XML, as through API Gateway, the others answer JSON.
///
/// What is behind a VPC link sees the host that the client asked for, and the stage's name in its path unless a
/// parameter mapping overwrites that.
///
/// Not built, and refused by name: `AppConfig-GetConfiguration`.
///
/// See [HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html).
@NullMarked
package samara.gateway.http;

import org.jspecify.annotations.NullMarked;
