/// Connectors: permissions between two resources, by what each pair of resource types needs (`connectors.json`).
@NullMarked
package samara.transform.connector;

import org.jspecify.annotations.NullMarked;
