/// OpenAPI 3 and Swagger 2 with `x-amazon-apigateway-*`, read into and written from `samara.gateway.api`.
@NullMarked
package samara.gateway.openapi;

import org.jspecify.annotations.NullMarked;
