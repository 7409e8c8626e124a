@NullMarked
package samara.cloud.dynamodb.expression;

import org.jspecify.annotations.NullMarked;
