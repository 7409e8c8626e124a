/// Podman, Docker and Buildah, as this machine has them. Start at [samara.functions.container.EngineSearch], which
/// finds
/// one that works and how it has to be asked; [samara.functions.container.ContainerEngine] is what it finds.
@NullMarked
package samara.functions.container;

import org.jspecify.annotations.NullMarked;
