package samara.cli.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.TemplateReader;

/// What there is to choose from: `templates/registry.yaml`.
record Catalog(List<Family> families, List<AppTemplate> templates) {
    private static final String REGISTRY = "templates/registry.yaml";

    /// Reads the registry of the distribution.
    static Catalog load() {
        try (var stream = Catalog.class.getResourceAsStream(REGISTRY)) {
            if (stream == null) {
                throw new IllegalStateException("The registry of templates is missing.");
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            ObjectNode root = TemplateReader.readValue(text, REGISTRY)
                    .root()
                    .orElseThrow(() -> new IllegalStateException("The registry of templates can't be read."));
            List<Family> families = new ArrayList<>();
            root.object("families").orElseThrow().forEach((name, node) -> families.add(family(name, object(node))));
            List<AppTemplate> templates = new ArrayList<>();
            root.object("templates").orElseThrow().forEach((name, node) -> templates.add(template(name, object(node))));
            return new Catalog(List.copyOf(families), List.copyOf(templates));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Family family(String name, ObjectNode node) {
        return new Family(
                name,
                node.string("title").orElseThrow(),
                node.string("image").orElse(name),
                texts(node, "managers"),
                texts(node, "runtimes"));
    }

    private static AppTemplate template(String name, ObjectNode node) {
        Map<String, AppTemplate.Part> parts = new LinkedHashMap<>();
        node.object("families").orElseThrow().forEach((family, part) -> {
            Map<String, String> variables = new LinkedHashMap<>();
            object(part).forEach((key, value) -> {
                if (!key.equals("folders")) {
                    variables.put(key, value.asText().orElseThrow());
                }
            });
            parts.put(family, new AppTemplate.Part(texts(object(part), "folders"), variables));
        });
        return new AppTemplate(
                name,
                node.string("title").orElseThrow(),
                node.string("use-case").orElseThrow(),
                node.string("package").orElse("Zip"),
                parts);
    }

    private static ObjectNode object(Node node) {
        return node.asObject().orElseThrow(() -> new IllegalStateException(node.span() + " must be an object."));
    }

    private static List<String> texts(ObjectNode node, String name) {
        return node.get(name).flatMap(Node::asList).orElse(List.of()).stream()
                .map(element -> element.asString().orElseThrow())
                .toList();
    }

    /// The families that have this runtime; several share `provided.al2023`.
    List<Family> ofRuntime(String runtime) {
        return families.stream()
                .filter(family -> family.runtimes().contains(runtime))
                .toList();
    }

    /// The template of this name.
    Optional<AppTemplate> template(String name) {
        return templates.stream()
                .filter(template -> template.name().equals(name))
                .findFirst();
    }

    /// The templates for a family that come as this package type.
    List<AppTemplate> of(Family family, String packageType) {
        return templates.stream()
                .filter(template -> template.packageType().equals(packageType)
                        && template.part(family).isPresent())
                .toList();
    }
}
