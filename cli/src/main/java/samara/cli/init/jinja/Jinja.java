package samara.cli.init.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Renders templates.
///
/// @param trimBlocks whether the line break after a statement goes
/// @param lstripBlocks whether the white space before a statement on its line goes
public record Jinja(boolean trimBlocks, boolean lstripBlocks) {

    /// Jinja's own defaults, which cookiecutter keeps.
    public static final Jinja PLAIN = new Jinja(false, false);

    /// Renders a template to text.
    ///
    /// @param file what messages call the template
    /// @throws JinjaException what is wrong with the template
    public String render(String text, String file, Map<String, Value> variables) {
        if (!text.contains("{{") && !text.contains("{%") && !text.contains("{#")) {
            return text;
        }
        List<Segment> segments = new Segments(text, file, this).split();
        List<Statement> statements = new StatementParser(segments, file).parse();
        var renderer = new Renderer(file, new LinkedHashMap<>(variables));
        renderer.render(statements);
        return renderer.text();
    }
}
