@NullMarked
package samara.cloud.apigateway.http;

import org.jspecify.annotations.NullMarked;
