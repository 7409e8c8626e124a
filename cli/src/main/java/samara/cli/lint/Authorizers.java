package samara.cli.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import samara.template.Diagnostic;
import samara.template.JsonWriter;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;

/// The authorizers of SAM's APIs, and which of them protect a route.
public final class Authorizers {
    private static final List<String> APIS =
            List.of("AWS::Serverless::Api", "AWS::Serverless::HttpApi", "AWS::Serverless::WebSocketApi");

    private Authorizers() {}

    /// An authorizer that protects nothing.
    ///
    /// @param api the API's logical id; empty where `Globals` has it
    public record Unused(String api, String name, Span span) {

        /// What is wrong.
        public String message() {
            return "The authorizer `" + name + "` protects no route" + (api.isEmpty() ? "" : " of `" + api + "`")
                    + ": no event names it and it is no `DefaultAuthorizer`.";
        }

        /// The diagnostic with what to do.
        public Diagnostic hint(Diagnostic diagnostic) {
            return diagnostic.hint("Add `DefaultAuthorizer: " + name + "` beside `Authorizers`, or `Auth: {Authorizer: "
                    + name + "}` to the events it is for.");
        }
    }

    /// Those that no route uses.
    ///
    /// @param root the template as it was written
    public static List<Unused> unused(ObjectNode root) {
        Optional<ObjectNode> resources = root.object("Resources");
        if (resources.isEmpty()) {
            return List.of();
        }
        Set<String> used = new HashSet<>();
        resources.get().forEach((id, resource) -> collect(resource, used));
        root.object("Globals").ifPresent(globals -> collect(globals, used));
        List<Unused> unused = new ArrayList<>();
        resources
                .get()
                .forEach((id, node) -> node.asObject()
                        .filter(resource ->
                                APIS.contains(resource.string("Type").orElse("")))
                        .flatMap(resource -> resource.object("Properties"))
                        .ifPresent(properties -> find(id, properties, used, unused)));
        root.object("Globals")
                .ifPresent(globals -> globals.forEach((type, section) -> section.asObject()
                        .filter(found -> type.endsWith("Api"))
                        .ifPresent(properties -> find("", properties, used, unused))));
        return unused;
    }

    private static void find(String api, ObjectNode properties, Set<String> used, List<Unused> unused) {
        Optional<ObjectNode> authorizers = properties.object("Auth").flatMap(auth -> auth.object("Authorizers"));
        // What a definition's own routes use is named in its `security`, in a file often.
        String definition =
                properties.get("DefinitionBody").map(JsonWriter::compact).orElse("");
        boolean isElsewhere = properties.has("DefinitionUri") || definition.contains("Fn::Transform");
        if (authorizers.isEmpty() || isElsewhere) {
            return;
        }
        authorizers.get().names().stream()
                .filter(name -> !used.contains(name) && !definition.contains("\"" + name + "\""))
                .filter(name -> !name.startsWith("Fn::"))
                .forEach(name ->
                        unused.add(new Unused(api, name, authorizers.get().nameSpan(name))));
    }

    private static void collect(Node node, Set<String> used) {
        node.asObject()
                .ifPresent(object -> object.forEach((name, value) -> {
                    switch (name) {
                        case "DefaultAuthorizer", "Authorizer" -> names(value, used);
                        default -> {}
                    }
                    collect(value, used);
                }));
        node.asList().ifPresent(list -> list.forEach(element -> collect(element, used)));
    }

    /// A name, or each one that a function may give.
    private static void names(Node value, Set<String> used) {
        value.asString().ifPresent(used::add);
        value.asObject().ifPresent(object -> object.forEach((name, inner) -> names(inner, used)));
        value.asList().ifPresent(list -> list.forEach(inner -> names(inner, used)));
    }
}
