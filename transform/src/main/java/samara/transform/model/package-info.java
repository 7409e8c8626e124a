/// What all rules of the transform share: the template being worked on ([Translation]), the resources that are made
/// ([CfnResource]), what resolves parameters and mappings, and how a rule refuses what the user wrote ([Rejection]).
@NullMarked
package samara.transform.model;

import org.jspecify.annotations.NullMarked;
