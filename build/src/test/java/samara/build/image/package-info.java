/// Dockerfiles built without a container engine, and with those of this machine.
@NullMarked
package samara.build.image;

import org.jspecify.annotations.NullMarked;
