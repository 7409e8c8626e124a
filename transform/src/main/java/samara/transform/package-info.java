/// SAM to CloudFormation: [SamTransform], the language extensions ([LanguageTransform]), `AWS::Include`
/// (`samara.transform.include`), all that a template asks for in its order ([Transforms]), and what stands in for
/// artifacts that have not been packaged ([LocalArtifacts]). Pure: a tree in, a tree out.
///
/// [SamTransform] is a list of steps (`samara.transform.step`); one of them turns each SAM resource into
/// CloudFormation's (`resource`, `api`, `connector`), the event sources of functions and state machines too (`event`).
/// All work
/// on a tree that can change (`draft`), since SAM's rules edit API definitions, buckets and user pools in place. What a
/// resource or event source takes, what policy templates and connectors give, and which policies AWS manages is data
/// (`src/main/resources`).
///
/// Everything of the specification is modelled. Deviations from AWS:
///
/// - All wrong events and properties of a resource are shown, where AWS shows the first; the ids named are AWS's.
/// - A type `AWS::Serverless::…` that SAM hasn't is an error; AWS leaves it to CloudFormation.
/// - The order of an API's paths is AWS's, and with it the ids of deployments, unless more than 1,500 paths are edited
///   more than 1,100 times, which takes more events than a template can have resources.
/// - A property that `AWS::Serverless::GraphQLApi` doesn't have is warned of; AWS ignores it.
/// - All resources whose `Properties` are no object are named; AWS ends at the first.
@NullMarked
package samara.transform;

import org.jspecify.annotations.NullMarked;
