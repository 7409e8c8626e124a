package samara.gateway.vtl;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The mapping templates of a stage, each parsed when it is first needed.
public final class ParsedTemplates {
    private final Map<String, MappingTemplate> parsed = new ConcurrentHashMap<>();

    /// A template by its text.
    ///
    /// @throws TemplateException where it is not Velocity's language
    public MappingTemplate of(String text) {
        return parsed.computeIfAbsent(text, MappingTemplate::parse);
    }
}
