/// What functions are handed, beside what AWS documents.
@NullMarked
package samara.gateway.events;

import org.jspecify.annotations.NullMarked;
