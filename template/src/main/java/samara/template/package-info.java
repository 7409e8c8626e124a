/// Reads a template into an immutable tree of [Node]s that know where they were written, and evaluates what
/// CloudFormation evaluates in it: parameters, mappings, conditions and intrinsic functions.
///
/// Short intrinsics (`!Sub x`) are read as their long form (`{"Fn::Sub": "x"}`), so that everything after the
/// reader knows one form only. This module knows no resource type.
@NullMarked
package samara.template;

import org.jspecify.annotations.NullMarked;
