/// API Gateway's HTTP and WebSocket APIs (wire id `apigatewayv2`): the control plane, and the stages on the cloud's
/// port.
///
/// Start at [samara.cloud.apigateway.http.HttpApiService] (what is offered), [samara.cloud.apigateway.http.HttpApis]
/// (the state) and [samara.cloud.apigateway.http.HttpApiSite] (a request). How a request is served is the module
/// `gateway`'s.
///
/// A stage answers at the same addresses as a REST API's, its name left out where it is `$default`.
///
/// A WebSocket API's stage takes handshakes at `ws://…/{stage}` and manages its connections below `/@connections/`
/// ([samara.cloud.apigateway.http.WebSocketServer]). A connection ends after 10 minutes without a message or ping,
/// after 2 hours, with its API, and with the process.
///
/// Deviations from AWS:
/// - WebSocket APIs: refused by name are parameter mappings of functions' proxies. Routes beside `$connect` may ask for
///   an API key, too: the handshake's is counted for each message. A mock without integration
///   responses answers with its status alone. Messages of one connection are handled one after the other, and go out
///   in one frame.
/// - A VPC link leads to an address of this machine, which its tags name: [samara.cloud.apigateway.vpclink]. WebSocket
///   APIs have none.
/// - Refused by name when asked for: the caller's own credentials for an AWS service, the subtype
/// `AppConfig-GetConfiguration`.
///   Exports, portals and routing rules are operations that answer 501.
/// - AWS services are called by integration subtype, as the integration's role; what this cloud has not built
///   answers 501 by name.
/// - Access logs go to CloudWatch Logs only, and need no policy on the log group. Logs of WebSocket APIs, execution
/// logs
///   (`/aws/apigateway/{api}/{stage}`) among them, need no role in the account's settings; execution logs have some of
///   AWS's lines.
///
/// See the [API reference](https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/api-reference.html).
@NullMarked
package samara.cloud.apigateway.http;

import org.jspecify.annotations.NullMarked;
