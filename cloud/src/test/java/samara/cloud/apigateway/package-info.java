@NullMarked
package samara.cloud.apigateway;

import org.jspecify.annotations.NullMarked;
