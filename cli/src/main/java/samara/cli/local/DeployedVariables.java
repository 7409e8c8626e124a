package samara.cli.local;

import java.util.Map;
import samara.cli.aws.Clients;
import samara.cli.command.UserException;
import software.amazon.awssdk.core.exception.SdkException;

/// The environment variables of functions as a stack has them (`--stack-name`): all references in them are resolved.
record DeployedVariables(Clients clients, String stack) {

    /// The variables of the stack's function that a template's function became.
    ///
    /// @throws UserException if the stack has no such function or may not be looked at
    Map<String, String> of(LocalFunction function) {
        try {
            String at = stack;
            String[] path = function.id().path().split("/");
            for (int i = 0; i + 1 < path.length; i++) {
                at = physicalId(at, path[i]);
            }
            String name = physicalId(at, function.id().logicalId());
            var configuration = clients.lambda().getFunctionConfiguration(request -> request.functionName(name));
            return configuration.environment() == null
                    ? Map.of()
                    : configuration.environment().variables();
        } catch (SdkException e) {
            throw new UserException("The variables of `" + function.id().path()
                    + "` could not be taken from the stack `" + stack + "`: " + e.getMessage());
        }
    }

    private String physicalId(String stackName, String logicalId) {
        return clients.cloudFormation()
                .describeStackResource(request -> request.stackName(stackName).logicalResourceId(logicalId))
                .stackResourceDetail()
                .physicalResourceId();
    }
}
