package samara.cloud.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a stack was asked to be.
///
/// @param template as it was given
/// @param processed the template after its transforms, as JSON or as it was given
/// @param parameters the texts that were given, defaults included
/// @param stored what SSM held for parameters of its types
record Deployment(
        String template,
        String processed,
        Map<String, String> parameters,
        Map<String, String> stored,
        List<String> capabilities,
        Map<String, String> tags,
        Optional<String> roleArn,
        Optional<String> description) {

    /// The same, made with another role.
    Deployment withRole(String arn) {
        return new Deployment(
                template, processed, parameters, stored, capabilities, tags, Optional.of(arn), description);
    }
}
