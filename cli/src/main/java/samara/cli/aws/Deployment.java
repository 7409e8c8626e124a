package samara.cli.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is asked of CloudFormation.
///
/// @param templateBody the template as text, with places in it: YAML or JSON
/// @param templateUrl where the template lies in S3 when it is too large for the body
/// @param parameters given values; those of a stack that exists keep their old ones where none is given
/// @param capabilities acknowledgements such as `CAPABILITY_IAM`
/// @param onFailure `ROLLBACK`, `DELETE` or `DO_NOTHING` when a new stack fails
public record Deployment(
        String stackName,
        String templateBody,
        Optional<String> templateUrl,
        List<String> templateParameters,
        Map<String, String> parameters,
        List<String> capabilities,
        Map<String, String> tags,
        List<String> notificationArns,
        Optional<String> roleArn,
        boolean disableRollback,
        Optional<String> onFailure) {}
