package samara.cli.local;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import samara.cli.command.UserException;

/// Where AWS's services are to be called, as far as the environment says it: `AWS_ENDPOINT_URL_SQS` for one,
/// `AWS_ENDPOINT_URL` for all others, neither with `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true`.
///
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html>
///
/// @param variables the environment variables
record ServiceEndpoints(Map<String, String> variables) {
    private static final String ALL = "AWS_ENDPOINT_URL";

    /// Variables that don't go by the name that Samara has for the service.
    private static final Map<String, String> OTHERWISE = Map.of(
            "apigatewaymanagementapi", "apigatewaymanagement",
            "cognitoidentityprovider", "cognitoidp",
            "serverlessapplicationrepository", "serverlessrepo",
            "sfn", "stepfunctions");

    ServiceEndpoints {
        variables = Map.copyOf(variables);
    }

    /// A service's address, without a slash at its end.
    ///
    /// @param id the service in small letters without spaces: `cloudwatchlogs`
    /// @throws UserException if the variable holds no URL of HTTP
    Optional<URI> of(String id) {
        if (variables.getOrDefault("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "").equalsIgnoreCase("true")) {
            return Optional.empty();
        }
        return variables.keySet().stream()
                .filter(name -> name.startsWith(ALL + "_") && isOf(name, id) && isSet(name))
                .findFirst()
                .or(() -> Optional.of(ALL).filter(this::isSet))
                .map(this::url);
    }

    private static boolean isOf(String name, String id) {
        String named = name.substring(ALL.length()).replace("_", "").toLowerCase(Locale.ROOT);
        return OTHERWISE.getOrDefault(named, named).equals(id);
    }

    private boolean isSet(String name) {
        return !variables.getOrDefault(name, "").isBlank();
    }

    private URI url(String name) {
        String text = variables.getOrDefault(name, "").replaceAll("/+$", "");
        if (!text.matches("https?://[^/?#\\s]+[^?#\\s]*")) {
            throw new UserException("`" + name + "` is no URL: `" + text + "`. Set it to a form such as"
                    + " `http://127.0.0.1:4566`, or unset it.");
        }
        return URI.create(text);
    }
}
