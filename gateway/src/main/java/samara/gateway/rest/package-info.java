/// The engine of REST APIs: routing, authorizers, keys, validation, integrations and answers, in API Gateway's order.
@NullMarked
package samara.gateway.rest;

import org.jspecify.annotations.NullMarked;
