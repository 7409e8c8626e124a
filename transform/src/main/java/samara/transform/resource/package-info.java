/// SAM's resource types, one file each (the larger ones several): what a resource of the type becomes. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-resources-and-properties.html>.
@NullMarked
package samara.transform.resource;

import org.jspecify.annotations.NullMarked;
