/// JSON web tokens (RS256, RS384, RS512) and the keys of those who issue them, for the authorizers of REST and HTTP
/// APIs.
@NullMarked
package samara.gateway.token;

import org.jspecify.annotations.NullMarked;
