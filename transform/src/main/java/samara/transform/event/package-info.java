/// The event sources of functions and state machines, one file each: what triggers them, and the CloudFormation
/// resources that this takes. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html>.
@NullMarked
package samara.transform.event;

import org.jspecify.annotations.NullMarked;
