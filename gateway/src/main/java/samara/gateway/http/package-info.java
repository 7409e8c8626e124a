/// The engine of HTTP APIs; start at [samara.gateway.http.HttpStage]. [samara.gateway.http.HttpApi] describes one,
/// whether it came from the control plane or from OpenAPI.
///
/// Integrations with AWS services (`IntegrationSubtype`) are tables in `ServiceAction`; SQS is called by its query
/// protocol and answers XML, as through API Gateway, the others answer JSON.
///
/// Not built, and refused by name: `AppConfig-GetConfiguration`, VPC links, `tlsConfig`.
///
/// See [HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html).
@NullMarked
package samara.gateway.http;

import org.jspecify.annotations.NullMarked;
