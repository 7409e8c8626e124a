package samara.gateway.websocket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.gateway.BackendAnswer;
import samara.gateway.rest.MappingSource;
import samara.gateway.rest.PercentEncoding;
import samara.gateway.vtl.BodyException;
import samara.gateway.vtl.InputVariable;
import samara.gateway.vtl.ParsedTemplates;
import samara.gateway.vtl.TemplateException;

/// A message, or a handshake, as mappings and templates read it. Headers and the query string are the handshake's, and
/// there only for `$connect`.
///
/// See
/// [data mapping](https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html).
///
/// @param context what templates may change
record MessageSource(WebSocketEvent event, Map<String, Object> context, String body, ParsedTemplates templates)
        implements MappingSource {

    private boolean isConnect() {
        return event.type().equals("CONNECT");
    }

    @Override
    public Map<String, String> stageVariables() {
        return event.deployed().stage().variables();
    }

    @Override
    public Map<String, String> pathParameters() {
        return Map.of();
    }

    @Override
    public Map<String, List<String>> queryParameters() {
        return isConnect() ? PercentEncoding.query(event.connection().request().rawQuery()) : Map.of();
    }

    @Override
    public List<String> headerValues(String name) {
        return isConnect() ? event.connection().request().headers().all(name) : List.of();
    }

    /// The value of a variable of a selection expression.
    Optional<String> variable(String name) {
        if (name.startsWith("request.body.")) {
            return SelectionExpression.inBody(body, name.substring("request.body.".length()));
        }
        return name.startsWith("context.")
                ? SelectionExpression.at(context, name.substring("context.".length()))
                : Optional.ofNullable(stageVariables().get(name.substring("stageVariables.".length())));
    }

    /// The same of one that may be about the integration's answer.
    Optional<String> variable(String name, BackendAnswer.Answered answer, String answered) {
        if (name.equals("integration.response.statuscode")) {
            return Optional.of(Integer.toString(answer.status()));
        }
        if (name.startsWith("integration.response.header.")) {
            return answer.headers().get(name.substring("integration.response.header.".length()));
        }
        return name.startsWith("integration.response.body.")
                ? SelectionExpression.inBody(answered, name.substring("integration.response.body.".length()))
                : variable(name);
    }

    /// Renders a template over a text: the message, or an integration's answer.
    ///
    /// @throws WebSocketFault 400 where the text is not the JSON that the template reads; 500 where the template is
    ///     wrong
    String render(String template, String over) {
        try {
            return templates.of(template).render(new InputVariable(over, params()), context, stageVariables());
        } catch (BodyException e) {
            throw new WebSocketFault(400, "Bad Request", e.message());
        } catch (TemplateException e) {
            throw WebSocketFault.internal(500, e.message());
        }
    }

    private Map<String, Map<String, String>> params() {
        Map<String, String> query = new LinkedHashMap<>();
        queryParameters().forEach((name, values) -> query.put(name, values.getLast()));
        Map<String, String> headers = new LinkedHashMap<>();
        if (isConnect()) {
            event.connection()
                    .request()
                    .headers()
                    .grouped()
                    .forEach((name, values) -> headers.put(name, values.getLast()));
        }
        return Map.of("querystring", query, "header", headers);
    }
}
