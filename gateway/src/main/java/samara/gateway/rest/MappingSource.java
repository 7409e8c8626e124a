package samara.gateway.rest;

import java.util.List;
import java.util.Map;

/// What parameter mappings read of a request or a message.
public interface MappingSource {

    /// The `$context` variables.
    Map<String, Object> context();

    /// The stage's own variables.
    Map<String, String> stageVariables();

    /// What the path's placeholders stand for.
    Map<String, String> pathParameters();

    /// The query string's values by name.
    Map<String, List<String>> queryParameters();

    /// All values of a header, whatever its case.
    List<String> headerValues(String name);

    /// The body as text.
    String body();
}
