/// `AWS::Include`: snippets from other files, put where a template asks for them. [Includes] does it; where a snippet's
/// text comes from is the caller's ([Snippets]).
///
/// Deviations from AWS: short forms (`!Sub`) in snippets are read, which AWS does not promise; a name that both the
/// snippet and the template have is an error, where AWS does not say which one holds.
@NullMarked
package samara.transform.include;

import org.jspecify.annotations.NullMarked;
