@NullMarked
package samara.cloud.dynamodb;

import org.jspecify.annotations.NullMarked;
