package samara.cloud.apigateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import samara.gateway.api.Model;

/// The two models that each API has from the start.
final class DefaultModels {
    private DefaultModels() {}

    static Map<String, Model> of(Supplier<String> ids) {
        Map<String, Model> models = new LinkedHashMap<>();
        models.put(
                "Empty",
                new Model(
                        ids.get(),
                        "Empty",
                        Optional.of("This is a default empty schema model"),
                        "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"title\":\"Empty Schema\","
                                + "\"type\":\"object\"}",
                        "application/json"));
        models.put(
                "Error",
                new Model(
                        ids.get(),
                        "Error",
                        Optional.of("This is a default error schema model"),
                        "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"title\":\"Error Schema\","
                                + "\"type\":\"object\",\"properties\":{\"message\":{\"type\":\"string\"}}}",
                        "application/json"));
        return models;
    }
}
