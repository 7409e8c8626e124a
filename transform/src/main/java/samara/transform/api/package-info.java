/// API Gateway in SAM: `AWS::Serverless::Api`, `HttpApi` and `WebSocketApi`, and what they share (custom domains).
@NullMarked
package samara.transform.api;

import org.jspecify.annotations.NullMarked;
