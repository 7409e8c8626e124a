package samara.gateway.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import samara.gateway.vtl.BodyException;
import samara.gateway.vtl.InputVariable;
import samara.gateway.vtl.ParsedTemplates;
import samara.gateway.vtl.TemplateException;

/// A stage's mapping templates, each parsed when it is first rendered.
final class Templates {
    private final ParsedTemplates parsed = new ParsedTemplates();

    /// Renders a template over a body.
    ///
    /// @throws GatewayFault 400 where the body is not the JSON that the template reads; 500 where the template is
    ///     wrong
    String render(String template, String body, Exchange x) {
        if (template.indexOf('#') < 0 && template.indexOf('$') < 0) {
            // What most mocks answer, SAM's CORS among them: nothing to render, and no engine to start for it.
            return template;
        }
        try {
            return parsed.of(template).render(new InputVariable(body, params(x)), x.context(), x.stageVariables());
        } catch (BodyException e) {
            throw new GatewayFault(FaultType.BAD_REQUEST, e.message());
        } catch (TemplateException e) {
            throw GatewayFault.internal(
                    FaultType.API_CONFIGURATION_ERROR, "Execution failed due to configuration error: " + e.message());
        }
    }

    private static Map<String, Map<String, String>> params(Exchange x) {
        Map<String, Map<String, String>> params = new LinkedHashMap<>();
        params.put("path", x.pathParameters());
        Map<String, String> query = new LinkedHashMap<>();
        x.query.forEach((name, values) -> query.put(name, values.getLast()));
        params.put("querystring", query);
        Map<String, String> headers = new LinkedHashMap<>();
        x.headers.forEach((name, values) -> headers.put(name, values.getLast()));
        params.put("header", headers);
        return params;
    }

    /// The template of a content type: by the type itself, without its parameters.
    static Optional<Map.Entry<String, String>> choose(Map<String, String> templates, String contentType) {
        for (var entry : templates.entrySet()) {
            if (MediaTypes.bare(entry.getKey()).equals(contentType)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
