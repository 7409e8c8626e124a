/// The tree that the transform works on: like a template's nodes, but mutable, because SAM's rules edit API
/// definitions,
/// buckets and user pools in place, and because the ids of deployments are hashes of text that depends on how the tree
/// came about.
///
/// API Gateway deployments are named after a SHA-1 of the definition as Python 2.7 printed it: strings from the
/// template with a `u` before them, and the members of maps in the order of Python 2.7's hash table. [DraftObject]
/// keeps that order ([LegacyKeys]) for the parts of a template where it is seen; [PythonText] prints it.
@NullMarked
package samara.transform.draft;

import org.jspecify.annotations.NullMarked;
