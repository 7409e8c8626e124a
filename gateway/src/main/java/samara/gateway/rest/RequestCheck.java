package samara.gateway.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.gateway.UnsupportedApiException;
import samara.gateway.api.Method;
import samara.gateway.api.RequestValidator;
import samara.gateway.api.RestApi;

/// Checks a request before its integration is called: required parameters, and the body against the model of its
/// content type.
///
/// @see <a
/// href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html">
///     request validation</a>
final class RequestCheck {
    private final List<String> required;
    private final Map<String, BodySchema> schemas;

    private RequestCheck(List<String> required, Map<String, BodySchema> schemas) {
        this.required = required;
        this.schemas = schemas;
    }

    /// The check of a method; none where it asks for none.
    ///
    /// @throws UnsupportedApiException where its validator or a model is not there
    static Optional<RequestCheck> of(Method method, RestApi api, String where) {
        if (method.requestValidatorId().isEmpty()) {
            return Optional.empty();
        }
        RequestValidator validator =
                api.validators().get(method.requestValidatorId().get());
        if (validator == null) {
            throw new UnsupportedApiException("The request validator `"
                    + method.requestValidatorId().get() + "` of " + where + " does not exist.");
        }
        List<String> required = new ArrayList<>();
        if (validator.validateRequestParameters()) {
            method.requestParameters().forEach((name, must) -> {
                if (must) {
                    required.add(name);
                }
            });
        }
        Map<String, BodySchema> schemas = new LinkedHashMap<>();
        if (validator.validateRequestBody()) {
            method.requestModels().forEach((type, model) -> schemas.put(type, schema(model, api, where)));
        }
        return Optional.of(new RequestCheck(List.copyOf(required), schemas));
    }

    private static BodySchema schema(String model, RestApi api, String where) {
        if (model.equals("Empty") && !api.models().containsKey("Empty")) {
            return BodySchema.ANY;
        }
        if (!api.models().containsKey(model)) {
            throw new UnsupportedApiException("The model `" + model + "` of " + where + " does not exist.");
        }
        return BodySchema.of(model, api.models());
    }

    /// Lets a good request pass.
    ///
    /// @throws GatewayFault 400 for others
    void check(Exchange x) {
        List<String> missing = new ArrayList<>(0);
        for (String name : required) {
            List<String> values = Parameters.request(name, x);
            if (values.isEmpty() || values.getLast().isEmpty()) {
                missing.add(name.substring(name.indexOf('.', "method.request.".length()) + 1));
            }
        }
        if (!missing.isEmpty()) {
            throw new GatewayFault(
                    FaultType.BAD_REQUEST_PARAMETERS,
                    "Missing required request parameters: [" + String.join(", ", missing) + "]");
        }
        BodySchema schema = schemaFor(x.contentType().map(MediaTypes::bare).orElse("application/json"));
        String body = x.body().isBlank() ? "{}" : x.body();
        List<String> errors = schema.errors(body);
        if (!errors.isEmpty()) {
            throw new GatewayFault(FaultType.BAD_REQUEST_BODY, Optional.of("Invalid request body"), errors.toString());
        }
    }

    private BodySchema schemaFor(String contentType) {
        BodySchema own = schemas.get(contentType);
        if (own == null) {
            for (var entry : schemas.entrySet()) {
                if (MediaTypes.bare(entry.getKey()).equals(contentType)) {
                    return entry.getValue();
                }
            }
            own = schemas.getOrDefault("$default", BodySchema.ANY);
        }
        return own;
    }
}
