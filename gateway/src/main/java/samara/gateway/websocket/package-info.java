/// WebSocket APIs: which route a message takes, what functions see of it, what goes back. Opens no socket: whoever has
/// the connection calls [samara.gateway.websocket.WebSocketStage] and sends what it returns.
///
/// Built: `$connect`, `$disconnect`, `$default` and custom routes by a selection expression; integrations of the types
/// `AWS_PROXY` (functions), `HTTP_PROXY`, and behind templates and parameter mappings `AWS` (functions and actions),
/// `HTTP` and `MOCK`, with integration responses; route responses; `AWS_IAM` and Lambda REQUEST authorizers;
/// throttling; API keys, required parameters of the handshake, and models that messages are checked against.
///
/// See [WebSocket APIs](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html).
@NullMarked
package samara.gateway.websocket;

import org.jspecify.annotations.NullMarked;
