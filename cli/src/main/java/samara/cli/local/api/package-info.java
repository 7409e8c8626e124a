/// `local start-api`: a template's REST and HTTP APIs on a port of this machine, by the gateway of the embedded cloud,
/// in front of the functions as `local start-lambda` runs them. Start at [samara.cli.local.api.StartApiCommand].
/// [samara.cli.local.api.ExplorerPage] is the page at `/_samara/explorer`.
///
/// What such a server can't do is a named error when it starts, never ignored: WebSocket APIs, APIs that are
/// described by resources of their own (`AWS::ApiGateway::Method`, `AWS::ApiGatewayV2::Route`), resource policies, IAM
/// and Cognito authorizers (these three are left out with `--disable-authorizer`). `samara up` has more of them.
///
/// Deviations from API Gateway:
/// - APIs are served without the stage in the path, as `sam` does; of several with the same route the first has it.
/// - API keys are those of the template; a key without a value gets one that is printed. Usage plans, and what a
///   stage says of throttling and logs, have no effect.
/// - The gateway needs no permission to call a function. Integrations with AWS services call them as the one who runs
///   the command, not as the integration's role: at AWS, or with `--local` in the embedded cloud. A resource of the
///   template that such an integration names by `Ref` has its logical id for a name, as in functions' variables.
@NullMarked
package samara.cli.local.api;

import org.jspecify.annotations.NullMarked;
