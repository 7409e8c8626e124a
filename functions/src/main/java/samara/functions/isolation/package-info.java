/// How environments are kept apart from the machine and from each other. Start at
/// [samara.functions.isolation.Isolation]; [samara.functions.isolation.Sandbox] is what most machines get.
@NullMarked
package samara.functions.isolation;

import org.jspecify.annotations.NullMarked;
