/// `local start-api`: a template's REST and HTTP APIs on a port of this machine, by the gateway of the embedded cloud,
/// in front of the functions as `local start-lambda` runs them. Start at [samara.cli.local.api.StartApiCommand].
/// [samara.cli.local.api.ExplorerPage] is the page at `/_samara/explorer`.
///
/// APIs are described by a `Body` or by resources of their own (`AWS::ApiGateway::Method`, `AWS::ApiGatewayV2::Route`),
/// as the AWS CDK writes them: [samara.cli.local.api.ControlPlane] makes of them what a deployment would.
///
/// What such a server can't do is a named error when it starts, never ignored: resource policies, IAM and Cognito
/// authorizers (these three are left out with `--disable-authorizer`), VPC links. WebSocket APIs are left out with a
/// warning. `samara up` has them all.
///
/// Deviations from API Gateway:
/// - APIs are served without the stage in the path, as `sam` does. Of several the one with the closest route answers;
///   what two have both is named in a warning.
/// - API keys are those of the template; a key without a value gets one that is printed. Usage plans, and what a
///   stage says of throttling and logs, have no effect.
/// - The gateway needs no permission to call a function. Integrations with AWS services call them as the one who runs
///   the command, not as the integration's role: at AWS, or with `--local` in the embedded cloud. A resource of the
///   template that such an integration names by `Ref` has its logical id for a name, as in functions' variables.
@NullMarked
package samara.cli.local.api;

import org.jspecify.annotations.NullMarked;
