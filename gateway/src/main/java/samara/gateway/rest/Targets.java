package samara.gateway.rest;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.gateway.Backends.ActionUri;
import samara.gateway.UnsupportedApiException;
import samara.gateway.api.Integration;

/// Reads integration URIs.
public final class Targets {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{stageVariables\\.([A-Za-z0-9_]+)}");
    private static final Pattern FUNCTION = Pattern.compile(
            "arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path/20\\d\\d-\\d\\d-\\d\\d/functions/(.+)/(invocations|response-streaming-invocations)");
    private static final Pattern ACTION =
            Pattern.compile("arn:aws[a-z-]*:apigateway:([a-z0-9-]+):(?:([^:]+)\\.)?([a-z0-9-]+):(path|action)/(.*)");

    private Targets() {}

    /// What an integration calls.
    ///
    /// @param where names the method for messages
    /// @throws UnsupportedApiException where its URI is none that is known
    static Target of(Integration integration, Map<String, String> stageVariables, String where) {
        return switch (integration.type()) {
            case MOCK -> new Target.Mock();
            case HTTP -> new Target.Http(uri(integration, stageVariables, where));
            case HTTP_PROXY -> new Target.HttpProxy(uri(integration, stageVariables, where));
            case AWS_PROXY -> new Target.FunctionProxy(function(uri(integration, stageVariables, where), where));
            case AWS -> aws(uri(integration, stageVariables, where), where);
        };
    }

    private static String uri(Integration integration, Map<String, String> stageVariables, String where) {
        String uri = integration
                .uri()
                .orElseThrow(() -> new UnsupportedApiException("The integration of " + where + " has no URI."));
        return fill(uri, stageVariables);
    }

    /// Replaces `${stageVariables.name}`; a variable that is not set is nothing.
    public static String fill(String text, Map<String, String> stageVariables) {
        if (!text.contains("${stageVariables.")) {
            return text;
        }
        return VARIABLE.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(stageVariables.getOrDefault(m.group(1), "")));
    }

    /// Whether a URI names a function whose answer is streamed.
    static boolean isStreaming(String uri) {
        return uri.endsWith("/response-streaming-invocations");
    }

    /// The function that a URI names.
    static String function(String uri, String where) {
        Matcher function = FUNCTION.matcher(uri);
        if (!function.matches()) {
            throw new UnsupportedApiException("The URI `" + uri + "` of " + where
                    + " does not name a function: `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/"
                    + "FUNCTION_ARN/invocations` was expected.");
        }
        return function.group(1);
    }

    /// The function or action that a URI of an integration of the type `AWS` names.
    ///
    /// @throws UnsupportedApiException where it names none
    public static Target aws(String uri, String where) {
        if (FUNCTION.matcher(uri).matches()) {
            return new Target.Function(function(uri, where));
        }
        Matcher action = ACTION.matcher(uri);
        if (!action.matches()) {
            throw new UnsupportedApiException("The URI `" + uri + "` of " + where
                    + " does not name an AWS action: `arn:aws:apigateway:REGION:SERVICE:action/NAME` or"
                    + " `…:path/PATH` was expected.");
        }
        boolean named = action.group(4).equals("action");
        String rest = action.group(5);
        ActionUri target = new ActionUri(
                action.group(1),
                action.group(3),
                Optional.ofNullable(action.group(2)),
                named ? Optional.of(rest.split("[&?]", 2)[0]) : Optional.empty());
        String parameters = named && rest.matches("[^&?]+[&?].+") ? "?" + rest.split("[&?]", 2)[1] : "";
        return new Target.Action(target, named ? "/" + parameters : rest.startsWith("/") ? rest : "/" + rest);
    }
}
