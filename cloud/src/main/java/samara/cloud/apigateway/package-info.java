/// API Gateway's REST APIs: the control plane (wire id `apigateway`), and the stages on the cloud's port.
///
/// Start at [samara.cloud.apigateway.ApiGatewayService] (what is offered), [samara.cloud.apigateway.RestApis] (the
/// state) and [samara.cloud.apigateway.ApiSite] (a request). How a request is served is the module `gateway`'s.
///
/// A stage answers at `http://API.execute-api.localhost:PORT/STAGE/…`, at AWS's own host name (the `Host` header), and
/// at `http://127.0.0.1:PORT/_aws/execute-api/API/STAGE/…`; and under custom domain names, which are
/// [samara.cloud.apigateway.domain]'s.
///
/// Stages with `tracingEnabled` write a segment a request ([samara.cloud.apigateway.StageTraces]).
///
/// Deviations from AWS:
/// - A private API answers to requests that name a VPC endpoint in their host or path
/// ([samara.cloud.apigateway.ApiUrl]),
///   and to no other; its tag `samara:vpc`, or `samara:vpc:vpce-…` for one endpoint, says in which VPC that is
///   (`aws:SourceVpc`). Endpoints have no policies of their own, and there is no private DNS.
/// - An answer that is streamed (`responseTransferMode` `STREAM`) is not slowed down after its first 10 MB. It is
///   neither kept in the stage's cache nor compressed, as in AWS.
/// - Refused by name when asked for: `securityPolicy`, `endpointAccessMode`, an access log to Firehose,
///   `additionalContext` of `TestInvokeAuthorizer`. SDK and model templates, `ImportApiKeys`, private
///   domain names and routing rules are operations that answer 501.
/// - A VPC link leads to an address of this machine, which a tag or the integration's `uri` names:
///   [samara.cloud.apigateway.vpclink].
/// - Integrations with AWS services call any service of AWS's models by action (`action/NAME`: query and JSON
///   services) or by path; what this cloud has not built answers 501 by name. S3 and Lambda are called by path only.
/// - `TestInvokeMethod` and `TestInvokeAuthorizer` run what stands, deployed or not.
/// - An import makes documentation parts of `x-amazon-apigateway-documentation` only, not of descriptions elsewhere in
///   the definition, and an export shows them there only.
/// - A stage's client certificate is shown to HTTP backends with TLS, as the backend asks for it.
/// - A stage's cache is in memory, of the same size whatever is asked for, empty after each change of the stage; a
///   canary has its own. Answers of 2xx are kept.
/// - A Cognito authorizer asks this cloud's user pools (`cloud.cognitoidp`) for their keys, then AWS.
/// - A web ACL (`cloud.wafv2`) is asked before all else, as in AWS; its verdict is in `$context`.
/// - `EDGE` and `REGIONAL` endpoints behave alike. There is no account-wide throttling.
/// - Whether anybody may call an API with a resource policy is asked of IAM as an anonymous caller.
///
/// See the [API reference](https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html).
@NullMarked
package samara.cloud.apigateway;

import org.jspecify.annotations.NullMarked;
