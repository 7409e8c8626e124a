package samara.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// The sections of a template, in a typed form; intrinsics are not evaluated.
///
/// @param root all of it as written
/// @param transforms the names of the transforms it declares, in order
/// @param resources by logical id, those of SAM's types too
///
/// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html.
public record Template(
        ObjectNode root,
        Optional<String> description,
        List<String> transforms,
        Map<String, ParameterDeclaration> parameters,
        ObjectNode mappings,
        ObjectNode conditions,
        ObjectNode rules,
        Map<String, ResourceDeclaration> resources,
        Map<String, OutputDeclaration> outputs) {
    private static final List<String> SECTIONS = List.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Metadata",
            "Parameters",
            "Rules",
            "Mappings",
            "Conditions",
            "Transform",
            "Globals",
            "Resources",
            "Outputs",
            "Hooks");
    /// The transform that lets `Fn::Length`, `Fn::ToJsonString`, `Fn::ForEach` and defaults of `Fn::FindInMap` be.
    public static final String LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions";

    public Template {
        transforms = List.copyOf(transforms);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /// One entry of `Outputs`.
    public record OutputDeclaration(
            String name,
            Node value,
            Optional<String> description,
            Optional<Node> exportName,
            Optional<StringNode> condition,
            Span span) {}

    /// Reads the sections of a document; what is wrong with them goes to `diagnostics`.
    public static Template of(ObjectNode root, List<Diagnostic> diagnostics) {
        for (String section : root.names()) {
            if (!SECTIONS.contains(section)) {
                diagnostics.add(Suggestion.of(section, SECTIONS)
                        .hintOrList(
                                Diagnostic.error(
                                        "unknown-section",
                                        "A template has no section `" + section + "`.",
                                        root.nameSpan(section)),
                                "sections",
                                SECTIONS));
            }
        }
        ObjectNode resources = section(root, "Resources", diagnostics);
        if (resources.isEmpty()) {
            diagnostics.add(Diagnostic.error(
                    "no-resources", "A template needs at least one resource.", root.nameSpan("Resources")));
        }
        List<String> transforms = transforms(root, diagnostics);
        if (!transforms.contains(LANGUAGE_EXTENSIONS)) {
            checkLoops(root, diagnostics);
        }
        return new Template(
                root,
                root.get("Description").flatMap(Node::asText),
                transforms,
                entries(
                        section(root, "Parameters", diagnostics),
                        (name, place) -> ParameterDeclaration.read(name, place.body(), place.span(), diagnostics),
                        diagnostics),
                section(root, "Mappings", diagnostics),
                section(root, "Conditions", diagnostics),
                section(root, "Rules", diagnostics),
                entries(
                        resources,
                        (name, place) -> {
                            checkLogicalId(name, place.span(), diagnostics);
                            return ResourceDeclaration.read(name, place.body(), place.span(), diagnostics);
                        },
                        diagnostics),
                entries(
                        section(root, "Outputs", diagnostics),
                        (name, place) -> output(name, place, diagnostics),
                        diagnostics));
    }

    /// Whether the template declares this transform.
    public boolean hasTransform(String name) {
        return transforms.contains(name);
    }

    private record Place(ObjectNode body, Span span) {}

    private static ObjectNode section(ObjectNode root, String name, List<Diagnostic> diagnostics) {
        Optional<Node> section = root.get(name);
        if (section.isPresent() && section.get().asObject().isEmpty()) {
            diagnostics.add(Diagnostic.error(
                    "not-an-object",
                    "The section `" + name + "` must be an object, not a "
                            + section.get().kind() + ".",
                    section.get() instanceof NullNode
                            ? root.nameSpan(name)
                            : section.get().span()));
        }
        return section.flatMap(Node::asObject).orElse(ObjectNode.empty(root.nameSpan(name)));
    }

    private static <T> Map<String, T> entries(
            ObjectNode section, BiFunction<String, Place, Optional<T>> read, List<Diagnostic> diagnostics) {
        var entries = new LinkedHashMap<String, T>();
        section.members().forEach((name, member) -> {
            if (isForTransforms(name)) {
                return;
            }
            if (member.value() instanceof ObjectNode body) {
                read.apply(name, new Place(body, member.nameSpan())).ifPresent(entry -> entries.put(name, entry));
            } else {
                diagnostics.add(Diagnostic.error(
                        "not-an-object",
                        "`" + name + "` must be an object, not a "
                                + member.value().kind() + ".",
                        member.nameSpan()));
            }
        });
        return entries;
    }

    private static void checkLoops(ObjectNode root, List<Diagnostic> diagnostics) {
        for (String name : List.of("Conditions", "Resources", "Outputs")) {
            root.object(name)
                    .ifPresent(section -> section.names().stream()
                            .filter(entry -> entry.startsWith("Fn::ForEach::"))
                            .forEach(entry -> diagnostics.add(Diagnostic.error(
                                            "for-each",
                                            "`Fn::ForEach` needs the transform `" + LANGUAGE_EXTENSIONS + "`.",
                                            section.nameSpan(entry))
                                    .hint("Add `Transform: " + LANGUAGE_EXTENSIONS + "` to the template."))));
        }
    }

    /// What a transform replaces by entries: it is none itself.
    private static boolean isForTransforms(String name) {
        return name.equals("Fn::Transform") || name.startsWith("Fn::ForEach::");
    }

    private static void checkLogicalId(String id, Span span, List<Diagnostic> diagnostics) {
        if (!id.matches("[A-Za-z0-9]{1,255}")) {
            diagnostics.add(Diagnostic.error(
                    "bad-logical-id", "The logical id `" + id + "` must consist of letters and digits.", span));
        }
    }

    private static List<String> transforms(ObjectNode root, List<Diagnostic> diagnostics) {
        Optional<Node> declared = root.get("Transform");
        var names = new ArrayList<String>();
        for (Node node : declared.map(d -> d.asList().orElse(List.of(d))).orElse(List.of())) {
            Optional<String> name = node.asString().or(() -> node.asObject().flatMap(o -> o.string("Name")));
            if (name.isPresent()) {
                names.add(name.get());
            } else {
                diagnostics.add(Diagnostic.error(
                        "bad-transform", "`Transform` takes names, not a " + node.kind() + ".", node.span()));
            }
        }
        return names;
    }

    private static Optional<OutputDeclaration> output(String name, Place place, List<Diagnostic> diagnostics) {
        ObjectNode body = place.body();
        List<String> known = List.of("Value", "Description", "Export", "Condition");
        for (String property : body.names()) {
            if (!known.contains(property)) {
                diagnostics.add(Suggestion.of(property, known)
                        .hint(Diagnostic.error(
                                "unknown-output-property",
                                "An output has no property `" + property + "`.",
                                body.nameSpan(property))));
            }
        }
        Optional<Node> value = body.get("Value");
        if (value.isEmpty()) {
            diagnostics.add(
                    Diagnostic.error("missing-value", "The output `" + name + "` needs a `Value`.", place.span()));
            return Optional.empty();
        }
        return Optional.of(new OutputDeclaration(
                name,
                value.get(),
                body.string("Description"),
                body.object("Export").flatMap(export -> export.get("Name")),
                body.get("Condition").filter(StringNode.class::isInstance).map(StringNode.class::cast),
                place.span()));
    }
}
