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
    private static final PseudoParameters NOWHERE =
            new PseudoParameters("123456789012", "us-east-1", "local", "local", List.of());

    private final ObjectNode root;
    private final Map<String, Node> given;
    private @Nullable Evaluator evaluator;

    /// @param given values of parameters by their names
    public LocalValues(ObjectNode root, Map<String, Node> given) {
        this.root = root;
        this.given = new LinkedHashMap<>(given);
    }

    /// The same with texts.
    public static LocalValues of(ObjectNode root, Map<String, String> given) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        given.forEach((name, value) -> nodes.put(name, new StringNode(value, root.span())));
        return new LocalValues(root, nodes);
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
            evaluator = new Evaluator(Template.of(root, new ArrayList<>()), parameters, NOWHERE, References.NONE);
        }
        return evaluator;
    }
}
