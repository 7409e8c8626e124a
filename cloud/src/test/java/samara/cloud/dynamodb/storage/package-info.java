@NullMarked
package samara.cloud.dynamodb.storage;

import org.jspecify.annotations.NullMarked;
