package samara.gateway.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import samara.gateway.api.Authorizer;
import samara.gateway.api.Integration;
import samara.gateway.api.Method;
import samara.gateway.api.Resource;
import samara.gateway.api.RestApi;
import samara.gateway.json.Json;

/// Writes a description as Swagger 2.0 or OpenAPI 3.0.1, as `get-export` gives it.
public final class OpenApiWriter {
    private final RestApi api;
    private final boolean version3;
    private final boolean integrations;

    private OpenApiWriter(RestApi api, boolean version3, boolean integrations) {
        this.api = api;
        this.version3 = version3;
        this.integrations = integrations;
    }

    /// The document as JSON.
    ///
    /// @param version3 OpenAPI 3, else Swagger 2
    /// @param integrations with `x-amazon-apigateway-*`, so that it can be imported again
    public static byte[] write(RestApi api, boolean version3, boolean integrations) {
        return Json.write(new OpenApiWriter(api, version3, integrations).document());
    }

    private Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put(version3 ? "openapi" : "swagger", version3 ? "3.0.1" : "2.0");
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", api.name());
        api.description().ifPresent(text -> info.put("description", text));
        info.put("version", api.version().orElse("1.0"));
        document.put("info", info);
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Resource resource : api.resources().values()) {
            if (!resource.methods().isEmpty()) {
                paths.put(resource.path(), path(resource));
            }
        }
        document.put("paths", paths);
        Map<String, @Nullable Object> schemas = new LinkedHashMap<>();
        api.models().forEach((name, model) -> schemas.put(name, Json.read(model.schema())));
        Map<String, Object> security = security();
        if (version3) {
            Map<String, Object> components = new LinkedHashMap<>();
            components.put("schemas", schemas);
            components.put("securitySchemes", security);
            document.put("components", components);
        } else {
            document.put("securityDefinitions", security);
            document.put("definitions", schemas);
        }
        if (integrations) {
            extensions(document);
        }
        return document;
    }

    private void extensions(Map<String, @Nullable Object> document) {
        if (!api.settings().binaryMediaTypes().isEmpty()) {
            document.put(
                    "x-amazon-apigateway-binary-media-types", api.settings().binaryMediaTypes());
        }
        api.settings()
                .minimumCompressionSize()
                .ifPresent(size -> document.put("x-amazon-apigateway-minimum-compression-size", size));
        api.settings().policy().ifPresent(policy -> document.put("x-amazon-apigateway-policy", Json.read(policy)));
        if (!api.validators().isEmpty()) {
            Map<String, Object> validators = new LinkedHashMap<>();
            api.validators()
                    .values()
                    .forEach(v -> validators.put(
                            v.name(),
                            ordered(
                                    "validateRequestParameters",
                                    v.validateRequestParameters(),
                                    "validateRequestBody",
                                    v.validateRequestBody())));
            document.put("x-amazon-apigateway-request-validators", validators);
        }
        if (!api.gatewayResponses().isEmpty()) {
            Map<String, Object> responses = new LinkedHashMap<>();
            api.gatewayResponses().forEach((type, r) -> {
                Map<String, Object> response = new LinkedHashMap<>();
                r.statusCode().ifPresent(status -> response.put("statusCode", status));
                response.put("responseParameters", r.responseParameters());
                response.put("responseTemplates", r.responseTemplates());
                responses.put(type, response);
            });
            document.put("x-amazon-apigateway-gateway-responses", responses);
        }
    }

    private Map<String, Object> path(Resource resource) {
        Map<String, Object> path = new LinkedHashMap<>();
        for (Method method : resource.methods().values()) {
            path.put(
                    method.httpMethod().equals("ANY")
                            ? "x-amazon-apigateway-any-method"
                            : method.httpMethod().toLowerCase(Locale.ROOT),
                    operation(method));
        }
        return path;
    }

    private Map<String, Object> operation(Method method) {
        Map<String, Object> operation = new LinkedHashMap<>();
        method.operationName().ifPresent(name -> operation.put("operationId", name));
        List<Object> parameters = parameters(method);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (version3 && !method.requestModels().isEmpty()) {
            Map<String, Object> content = new LinkedHashMap<>();
            method.requestModels().forEach((type, model) -> content.put(type, ordered("schema", reference(model))));
            operation.put("requestBody", ordered("content", content, "required", true));
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        method.responses().forEach((status, response) -> {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("description", status + " response");
            Map<String, Object> headers = new LinkedHashMap<>();
            response.responseParameters()
                    .keySet()
                    .forEach(name -> headers.put(
                            name.substring(name.lastIndexOf('.') + 1),
                            version3 ? ordered("schema", ordered("type", "string")) : ordered("type", "string")));
            if (!headers.isEmpty()) {
                view.put("headers", headers);
            }
            responses.put(status, view);
        });
        operation.put("responses", responses);
        security(method, operation);
        if (integrations) {
            method.requestValidatorId()
                    .map(api.validators()::get)
                    .ifPresent(v -> operation.put("x-amazon-apigateway-request-validator", v.name()));
            method.integration().ifPresent(i -> operation.put("x-amazon-apigateway-integration", integration(i)));
        }
        return operation;
    }

    private List<Object> parameters(Method method) {
        List<Object> parameters = new ArrayList<>();
        method.requestParameters().forEach((name, required) -> {
            String[] parts = name.split("\\.", 4);
            if (parts.length == 4) {
                Map<String, Object> parameter = new LinkedHashMap<>();
                parameter.put("name", parts[3]);
                parameter.put("in", parts[2].equals("querystring") ? "query" : parts[2]);
                parameter.put("required", required);
                parameter.put(version3 ? "schema" : "type", version3 ? ordered("type", "string") : "string");
                parameters.add(parameter);
            }
        });
        if (!version3) {
            method.requestModels().values().stream()
                    .findFirst()
                    .ifPresent(model -> parameters.add(
                            ordered("in", "body", "name", model, "required", true, "schema", reference(model))));
        }
        return parameters;
    }

    private Map<String, Object> reference(String model) {
        return ordered("$ref", (version3 ? "#/components/schemas/" : "#/definitions/") + model);
    }

    private void security(Method method, Map<String, Object> operation) {
        List<Object> security = new ArrayList<>();
        method.authorizerId()
                .map(api.authorizers()::get)
                .ifPresent(authorizer -> security.add(ordered(authorizer.name(), method.authorizationScopes())));
        if (method.authorizationType().equals("AWS_IAM")) {
            security.add(ordered("sigv4", List.of()));
        }
        if (method.apiKeyRequired()) {
            security.add(ordered("api_key", List.of()));
        }
        if (!security.isEmpty()) {
            operation.put("security", security);
        }
    }

    private Map<String, Object> security() {
        Map<String, Object> schemes = new LinkedHashMap<>();
        for (Authorizer authorizer : api.authorizers().values()) {
            String source = authorizer.identitySource().orElse("method.request.header.Unused");
            Map<String, Object> scheme =
                    ordered("type", "apiKey", "name", source.substring(source.lastIndexOf('.') + 1), "in", "header");
            scheme.put("x-amazon-apigateway-authtype", authorizer.authType().orElse("custom"));
            Map<String, Object> view = ordered("type", authorizer.type().toLowerCase(Locale.ROOT));
            authorizer.uri().ifPresent(uri -> view.put("authorizerUri", uri));
            authorizer.credentials().ifPresent(role -> view.put("authorizerCredentials", role));
            authorizer.identitySource().ifPresent(s -> view.put("identitySource", s));
            authorizer.identityValidationExpression().ifPresent(e -> view.put("identityValidationExpression", e));
            authorizer.resultTtlInSeconds().ifPresent(ttl -> view.put("authorizerResultTtlInSeconds", ttl));
            if (!authorizer.providerArns().isEmpty()) {
                view.put("providerARNs", authorizer.providerArns());
            }
            scheme.put("x-amazon-apigateway-authorizer", view);
            schemes.put(authorizer.name(), scheme);
        }
        boolean keys = api.resources().values().stream()
                .flatMap(r -> r.methods().values().stream())
                .anyMatch(Method::apiKeyRequired);
        if (keys) {
            schemes.put("api_key", ordered("type", "apiKey", "name", "x-api-key", "in", "header"));
        }
        boolean iam = api.resources().values().stream()
                .flatMap(r -> r.methods().values().stream())
                .anyMatch(m -> m.authorizationType().equals("AWS_IAM"));
        if (iam) {
            schemes.put(
                    "sigv4",
                    ordered(
                            "type",
                            "apiKey",
                            "name",
                            "Authorization",
                            "in",
                            "header",
                            "x-amazon-apigateway-authtype",
                            "awsSigv4"));
        }
        return schemes;
    }

    private static Map<String, Object> integration(Integration integration) {
        Map<String, Object> view = ordered("type", integration.type().name().toLowerCase(Locale.ROOT));
        integration.httpMethod().ifPresent(m -> view.put("httpMethod", m));
        integration.uri().ifPresent(uri -> view.put("uri", uri));
        integration.credentials().ifPresent(role -> view.put("credentials", role));
        Map<String, Object> responses = new LinkedHashMap<>();
        integration.responses().values().forEach(response -> {
            Map<String, Object> one = ordered("statusCode", response.statusCode());
            one.put("responseParameters", response.responseParameters());
            one.put("responseTemplates", response.responseTemplates());
            response.contentHandling().ifPresent(c -> one.put("contentHandling", c));
            responses.put(response.selectionPattern().orElse("default"), one);
        });
        view.put("responses", responses);
        view.put("requestParameters", integration.requestParameters());
        view.put("requestTemplates", integration.requestTemplates());
        view.put("passthroughBehavior", integration.passthroughBehavior().toLowerCase(Locale.ROOT));
        view.put("timeoutInMillis", integration.timeoutInMillis());
        integration.contentHandling().ifPresent(c -> view.put("contentHandling", c));
        integration.connectionType().ifPresent(c -> view.put("connectionType", c));
        integration.connectionId().ifPresent(c -> view.put("connectionId", c));
        integration.responseTransferMode().ifPresent(mode -> view.put("responseTransferMode", mode));
        integration.integrationTarget().ifPresent(target -> view.put("integrationTarget", target));
        if (integration.insecureSkipVerification()) {
            view.put("tlsConfig", ordered("insecureSkipVerification", true));
        }
        if (!integration.cacheKeyParameters().isEmpty()) {
            view.put("cacheKeyParameters", integration.cacheKeyParameters());
        }
        return view;
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return map;
    }
}
