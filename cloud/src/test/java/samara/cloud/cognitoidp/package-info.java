@NullMarked
package samara.cloud.cognitoidp;

import org.jspecify.annotations.NullMarked;
