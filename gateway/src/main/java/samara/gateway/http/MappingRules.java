package samara.gateway.http;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.gateway.UnsupportedApiException;

/// What parameter mappings of HTTP APIs may change, and what with.
///
/// See [parameter
/// mapping](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html), with its
/// reserved headers.
final class MappingRules {
    private static final Pattern OF_REQUEST =
            Pattern.compile("(?:(?:append|overwrite|remove):(?:header|querystring)\\.(.+)|overwrite:path)");
    private static final Pattern OF_RESPONSE =
            Pattern.compile("(?:(?:append|overwrite|remove):header\\.(.+)|overwrite:statuscode)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(request|response|context|stageVariables)\\.");
    private static final Set<String> RESERVED = Set.of(
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-location",
            "forwarded",
            "keep-alive",
            "origin",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailers",
            "transfer-encoding",
            "upgrade",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "via");
    private static final Pattern RESERVED_FAMILY = Pattern.compile("(access-control-|apigw-|x-amz-|x-amzn-).*");

    private MappingRules() {}

    /// @throws UnsupportedApiException with the mapping that can't be
    static void check(HttpIntegration integration) {
        check(integration.requestParameters(), OF_REQUEST, "response", "a request");
        integration.responseParameters().forEach((status, mapping) -> {
            if (!status.matches("[2-5]\\d\\d")) {
                throw new UnsupportedApiException(
                        "`responseParameters` are given for a status from 200 to 599, not for `" + status + "`.");
            }
            check(mapping, OF_RESPONSE, "request", "a response");
        });
    }

    private static void check(Map<String, String> mapping, Pattern keys, String other, String what) {
        mapping.forEach((key, value) -> {
            Matcher known = keys.matcher(key);
            if (!known.matches()) {
                throw new UnsupportedApiException("The parameter mapping `" + key + "` of " + what + " is not known.");
            }
            if (key.contains(":header.") && isReserved(known.group(1).toLowerCase(Locale.ROOT))) {
                throw new UnsupportedApiException(
                        "Operations on header " + known.group(1).toLowerCase(Locale.ROOT) + " are restricted.");
            }
            Matcher variables = VARIABLE.matcher(value);
            while (variables.find()) {
                if (variables.group(1).equals(other)) {
                    throw new UnsupportedApiException("The parameter mapping `" + key + "` of " + what
                            + " can't be of `" + value + "`: there is no `$" + other + "` in it.");
                }
            }
        });
    }

    private static boolean isReserved(String header) {
        return RESERVED.contains(header) || RESERVED_FAMILY.matcher(header).matches();
    }
}
