package samara.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import samara.template.Evaluator;
import samara.template.Intrinsic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.PseudoParameters;
import samara.template.References;
import samara.template.StringNode;
import samara.template.Template;

/// The values of intrinsic functions as far as they are known without a stack: parameters given or by their defaults,
/// mappings, conditions over these. What depends on a resource or on the account stays as it is written.
public final class LocalValues implements UnaryOperator<Node> {
    private final ObjectNode root;
    private final String region;
    private final Map<String, Node> given;
    private @Nullable Evaluator evaluator;

    /// @param given values of parameters by their names
    /// @param region the `AWS::Region`
    private LocalValues(ObjectNode root, Map<String, Node> given, String region) {
        this.root = root;
        this.region = region;
        this.given = new LinkedHashMap<>(given);
    }

    /// With these texts for parameters, in `us-east-1`.
    public static LocalValues of(ObjectNode root, Map<String, String> given) {
        return of(root, given, "us-east-1");
    }

    /// With these texts for parameters, in this Region.
    public static LocalValues of(ObjectNode root, Map<String, String> given, String region) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        given.forEach((name, value) -> nodes.put(name, new StringNode(value, root.span())));
        return new LocalValues(root, nodes, region);
    }

    /// Those of a template that is nested in this one.
    ///
    /// @param given values of its parameters by their names
    LocalValues nested(ObjectNode child, Map<String, Node> given) {
        return new LocalValues(child, given, region);
    }

    @Override
    public Node apply(Node node) {
        if (!holdsIntrinsic(node)) {
            return node;
        }
        Evaluator.Evaluated evaluated = evaluator().evaluate(node);
        return evaluated.isValid() ? evaluated.value().orElse(node) : node;
    }

    private static boolean holdsIntrinsic(Node node) {
        if (Intrinsic.of(node).isPresent()) {
            return true;
        }
        if (node instanceof ObjectNode object) {
            return object.names().stream()
                    .anyMatch(name ->
                            object.get(name).filter(LocalValues::holdsIntrinsic).isPresent());
        }
        return node instanceof samara.template.ListNode list && list.stream().anyMatch(LocalValues::holdsIntrinsic);
    }

    private synchronized Evaluator evaluator() {
        if (evaluator == null) {
            Map<String, Node> parameters = new LinkedHashMap<>();
            root.object("Parameters")
                    .ifPresent(declared -> declared.forEach((name, declaration) -> declaration
                            .asObject()
                            .flatMap(object -> object.get("Default"))
                            .ifPresent(value -> parameters.put(name, value))));
            parameters.putAll(given);
            var nowhere = new PseudoParameters("123456789012", region, "local", "local", List.of());
            evaluator = new Evaluator(Template.of(root, new ArrayList<>()), parameters, nowhere, References.NONE);
        }
        return evaluator;
    }
}
