package samara.cloud.cloudformation;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import samara.template.Diagnostic;
import samara.wire.AwsException;

/// Every error that CloudFormation answers with here.
///
/// See <https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html>.
final class CloudFormationErrors {
    private CloudFormationErrors() {}

    static AwsException validation(String message) {
        return new AwsException("ValidationError", 400, message);
    }

    static AwsException noSuchStack(String name) {
        return validation("Stack with id " + name + " does not exist");
    }

    static AwsException stackExists(String name) {
        return new AwsException("AlreadyExistsException", 400, "Stack [" + name + "] already exists");
    }

    static AwsException changeSetExists(String name) {
        return new AwsException("AlreadyExistsException", 400, "ChangeSet " + name + " already exists");
    }

    static AwsException noSuchChangeSet(String name) {
        return new AwsException("ChangeSetNotFound", 404, "ChangeSet [" + name + "] does not exist");
    }

    static AwsException changeSetNotExecutable(String id, String status) {
        return new AwsException(
                "InvalidChangeSetStatus",
                400,
                "ChangeSet [" + id + "] cannot be executed in its current execution status of [" + status + "]");
    }

    static AwsException wrongState(StoredStack stack, String what) {
        return validation("Stack:" + stack.id() + " is in " + stack.status() + " state and can not be " + what + ".");
    }

    static AwsException insufficientCapabilities(Collection<String> needed) {
        return new AwsException(
                "InsufficientCapabilitiesException",
                400,
                "Requires capabilities : [" + String.join(", ", needed) + "]");
    }

    static AwsException noUpdates() {
        return validation("No updates are to be performed.");
    }

    static AwsException notBuilt(String what) {
        return new AwsException(
                "NotImplemented", 501, what + " is not built in Samara's CloudFormation. Leave it out of the request.");
    }

    /// All that is wrong with a template, a line each.
    static AwsException template(List<Diagnostic> diagnostics) {
        return validation("Template validation error: " + lines(diagnostics));
    }

    static String lines(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(Diagnostic::isError)
                .map(diagnostic -> diagnostic.span() + ": " + diagnostic.message()
                        + diagnostic.hint().map(hint -> " " + hint).orElse(""))
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
