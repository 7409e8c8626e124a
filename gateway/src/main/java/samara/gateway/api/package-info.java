/// What an API is: resources, methods, integrations, authorizers, models, and a stage that serves them. Values only.
@NullMarked
package samara.gateway.api;

import org.jspecify.annotations.NullMarked;
