package samara.cloud.apigateway;

import java.util.Set;
import samara.gateway.api.ApiSettings;
import samara.gateway.api.RestApi;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;

/// What an API may ask for here.
final class ApiLimits {
    private static final Set<String> ENDPOINTS = Set.of("EDGE", "REGIONAL", "PRIVATE");

    private ApiLimits() {}

    static void check(RestApi api) {
        ApiSettings settings = api.settings();
        for (String type : settings.endpointTypes()) {
            if (!ENDPOINTS.contains(type)) {
                throw ApiGatewayErrors.badRequest("Invalid endpoint type `" + type + "`");
            }
        }
        if (settings.endpointTypes().size() != 1) {
            throw ApiGatewayErrors.badRequest("An API has one endpoint type, not " + settings.endpointTypes());
        }
        for (String endpoint : settings.vpcEndpointIds()) {
            if (!settings.endpointTypes().contains("PRIVATE")) {
                throw ApiGatewayErrors.badRequest("VPC endpoints (`vpcEndpointIds`) are for private APIs only");
            }
            if (!endpoint.matches("vpce-[0-9a-f]+")) {
                throw ApiGatewayErrors.badRequest("Invalid VPC endpoint `" + endpoint + "`");
            }
        }
        if (!settings.apiKeySource().equals("HEADER")
                && !settings.apiKeySource().equals("AUTHORIZER")) {
            throw ApiGatewayErrors.badRequest("Invalid API key source `" + settings.apiKeySource() + "`");
        }
        settings.minimumCompressionSize().ifPresent(size -> {
            if (size < 0 || size > 10_485_760) {
                throw ApiGatewayErrors.badRequest("Invalid minimum compression size, must be between 0 and 10485760");
            }
        });
        settings.policy().ifPresent(policy -> {
            try {
                Json.read(policy);
            } catch (JsonSyntaxException e) {
                throw ApiGatewayErrors.badRequest("Invalid policy document. Please check the policy syntax and ensure"
                        + " that Principals are valid.");
            }
        });
    }
}
