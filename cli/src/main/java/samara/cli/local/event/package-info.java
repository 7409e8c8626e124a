/// `local generate-event`: an example of each event that AWS's services send to functions. An event is a JSON resource
/// of this package (`s3/put.json`) with placeholders for its options, whose values where they aren't given are lines of
/// `options.txt`; there is no code for any event. A placeholder `{{key}}` takes the option's text, `{{key|url}}`,
/// `{{key|base64}}` and `{{key|md5}}` an encoding of it, and `{{key|json}}` and `{{key|lists}}` as a whole string the
/// JSON that it holds, or that with each value as a list of itself.
///
/// The shapes are those of AWS's developer guides; the values are ours.
@NullMarked
package samara.cli.local.event;

import org.jspecify.annotations.NullMarked;
