package samara.gateway.http;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import samara.gateway.Backends;
import samara.gateway.Headers;
import samara.gateway.json.Json;
import samara.gateway.json.JsonSyntaxException;
import samara.gateway.rest.PercentEncoding;

/// Makes the call of an AWS service's action from a request, as a first-class integration maps it.
///
/// What the service answers, refusals too, is the client's answer. A parameter whose mapping finds nothing is left
/// out; where the action needs it, the client hears 400.
///
/// See [AWS service integrations](
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html).
final class ServiceIntegration {
    private ServiceIntegration() {}

    /// @throws HttpFault 400 where the request lacks what the action needs, or has what can't be understood
    static Backends.ServiceCall call(ServiceAction action, HttpIntegration integration, HttpExchange x) {
        Map<String, String> values = new LinkedHashMap<>();
        integration.requestParameters().forEach((name, source) -> {
            Optional<String> value = ParameterMapping.resolve(source, x);
            boolean required = !name.equals("Region") && action.parameter(name).required();
            if (value.isEmpty() && required) {
                throw new HttpFault(
                        400,
                        "Unable to resolve property " + name + " from source " + source
                                + ". Please make sure that it is in the request.");
            }
            value.ifPresent(text -> values.put(name, text));
        });
        String region = ServiceAction.region(Optional.ofNullable(values.remove("Region")), x);
        Headers headers = new Headers()
                .set("Content-Type", action.form() ? "application/x-www-form-urlencoded" : "application/x-amz-json-1.1")
                .set("X-Amzn-Trace-Id", x.id.traceHeader());
        return new Backends.ServiceCall(
                new Backends.ActionUri(region, action.service(), Optional.empty(), Optional.of(action.action())),
                "POST",
                "/",
                headers,
                action.form()
                        ? form(action, values).getBytes(java.nio.charset.StandardCharsets.UTF_8)
                        : json(action, values),
                integration.credentials(),
                x.deployed.sourceArn(x.route().route(), x.request.method()));
    }

    private static byte[] json(ServiceAction action, Map<String, String> values) {
        Map<String, Object> input = new LinkedHashMap<>();
        values.forEach((name, text) -> input.put(
                action.member(name),
                switch (action.parameter(name).kind()) {
                    case TEXT -> text;
                    case NUMBER -> number(name, text);
                    case TIME -> seconds(name, text);
                    case LIST -> list(name, text);
                    case ATTRIBUTES -> attributes(name, text);
                }));
        return Json.write(action.service().equals("events") ? Map.of("Entries", List.of(input)) : input);
    }

    private static String form(ServiceAction action, Map<String, String> values) {
        Map<String, String> fields = new LinkedHashMap<>();
        values.forEach((name, text) -> {
            switch (action.parameter(name).kind()) {
                case TEXT, TIME -> fields.put(name, text);
                case NUMBER -> fields.put(name, number(name, text).toString());
                case LIST -> {
                    String one = name.substring(0, name.length() - 1);
                    int at = 1;
                    for (Object value : list(name, text)) {
                        fields.put(one + "." + at++, String.valueOf(value));
                    }
                }
                case ATTRIBUTES -> putAttributes(fields, name, text);
            }
        });
        return fields.entrySet().stream()
                .map(field -> PercentEncoding.encode(field.getKey()) + "=" + PercentEncoding.encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static void putAttributes(Map<String, String> fields, String name, String text) {
        String one = name.substring(0, name.length() - 1);
        int at = 1;
        for (var attribute : attributes(name, text).entrySet()) {
            if (!(attribute.getValue() instanceof Map<?, ?> members)) {
                throw wrong(name, text);
            }
            String prefix = one + "." + at++ + ".";
            fields.put(prefix + "Name", String.valueOf(attribute.getKey()));
            members.forEach((member, value) -> fields.put(prefix + "Value." + member, String.valueOf(value)));
        }
    }

    private static Long number(String name, String text) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw wrong(name, text);
        }
    }

    private static Long seconds(String name, String text) {
        try {
            return Instant.parse(text.strip()).getEpochSecond();
        } catch (DateTimeParseException e) {
            return number(name, text);
        }
    }

    private static List<?> list(String name, String text) {
        if (!text.strip().startsWith("[")) {
            return new ArrayList<>(List.of(text));
        }
        return read(name, text) instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> attributes(String name, String text) {
        if (read(name, text) instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong(name, text);
    }

    private static Object read(String name, String text) {
        try {
            Object read = Json.read(text);
            return read == null ? "" : read;
        } catch (JsonSyntaxException e) {
            throw wrong(name, text);
        }
    }

    private static HttpFault wrong(String name, String text) {
        return new HttpFault(
                400,
                "The value of the parameter `" + name + "` can't be understood: "
                        + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + ".");
    }
}
