/// CloudFormation: stacks and change sets over whatever resource types the cloud has. The engine names no service: a
/// type is found by its name in [samara.cloud.resource.ResourceTypes].
///
/// Start at [CloudFormationService]. [Preparation] makes a [Desired] state of a template and its parameters,
/// [Planner] compares it with what exists, [StackRun] makes it so, [Rollback] takes it back, [Recovery] ends what the
/// end of the process interrupted.
///
/// Not modelled: `Fn::RefAll`, `Fn::ValueOf` and `Fn::ValueOfAll` in `Rules`, imports of resources, stack policies,
/// rollback triggers, drift, stack sets,
/// macros other than AWS's ([Macros]: SAM, `AWS::Include`, the language extensions). Each is refused by name.
/// Deviations from AWS: a resource whose creation was interrupted by the
/// end of the process before its service answered is not known to the stack, and stays.
///
/// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html>.
@NullMarked
package samara.cloud.cloudformation;

import org.jspecify.annotations.NullMarked;
