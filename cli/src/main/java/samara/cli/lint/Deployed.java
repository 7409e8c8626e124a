package samara.cli.lint;

import java.util.LinkedHashMap;
import java.util.Map;
import samara.template.ObjectNode;

/// What a stack holds before a deployment.
///
/// @param template after its transforms
/// @param parameters the values that it was deployed with
public record Deployed(ObjectNode template, Map<String, String> parameters) {

    public Deployed {
        parameters = new LinkedHashMap<>(parameters);
    }
}
