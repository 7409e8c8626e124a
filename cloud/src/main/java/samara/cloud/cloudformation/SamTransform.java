package samara.cloud.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.template.Diagnostic;
import samara.template.ObjectNode;

/// What turns a template of AWS SAM into one of CloudFormation.
@FunctionalInterface
interface SamTransform {
    /// As templates name it in their `Transform`.
    String NAME = "AWS::Serverless-2016-10-31";

    /// The template without SAM's types, and what is wrong with it.
    Transformed transform(ObjectNode template, Map<String, String> parameters, String region);

    /// @param template empty where errors left none
    record Transformed(Optional<ObjectNode> template, List<Diagnostic> diagnostics) {}
}
