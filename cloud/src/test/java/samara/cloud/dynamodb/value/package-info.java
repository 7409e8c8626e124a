@NullMarked
package samara.cloud.dynamodb.value;

import org.jspecify.annotations.NullMarked;
