/// The engine of HTTP APIs; start at [samara.gateway.http.HttpStage]. [samara.gateway.http.HttpApi] describes one,
/// whether it came from the control plane or from OpenAPI.
///
/// Not built, and refused by name: integrations with AWS services (`IntegrationSubtype`), VPC links, `tlsConfig`.
///
/// See [HTTP APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html).
@NullMarked
package samara.gateway.http;

import org.jspecify.annotations.NullMarked;
