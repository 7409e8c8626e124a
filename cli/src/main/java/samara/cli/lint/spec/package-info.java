/// What AWS says of CloudFormation's resource types: their properties, attributes and allowed values. The data lies in
/// this package's resources, a file a service, read when a type of the service is asked for; `src/main/specification`
/// says where it comes from.
@NullMarked
package samara.cli.lint.spec;

import org.jspecify.annotations.NullMarked;
