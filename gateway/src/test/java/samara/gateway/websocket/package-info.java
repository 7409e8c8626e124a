/// Tests of WebSocket APIs over backends of their own.
@NullMarked
package samara.gateway.websocket;

import org.jspecify.annotations.NullMarked;
