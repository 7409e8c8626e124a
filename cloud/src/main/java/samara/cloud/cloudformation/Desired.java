package samara.cloud.cloudformation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.template.Evaluator;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.ParameterDeclaration;
import samara.template.PseudoParameters;
import samara.template.References;
import samara.template.ResourceDeclaration;
import samara.template.StringNode;
import samara.template.Template;

/// The state that a template asks for, once its parameters have values.
///
/// @param active the resources whose conditions hold
/// @param needs by logical id, what must be there first
record Desired(
        Template template,
        Map<String, Node> parameters,
        PseudoParameters pseudo,
        Map<String, Boolean> conditions,
        Map<String, ResourceDeclaration> active,
        Map<String, ? extends Collection<String>> needs) {

    Evaluator evaluator(References references) {
        return new Evaluator(template, parameters, pseudo, references);
    }

    /// Gives values as they may be shown: parameters that are declared `NoEcho` are masked, and dynamic references stay
    /// as they are written.
    Evaluator display(References references) {
        var masks = new LinkedHashMap<String, Node>();
        for (ParameterDeclaration parameter : template.parameters().values()) {
            if (parameter.isNoEcho()) {
                Node mask = new StringNode(Shapes.MASK, parameter.span());
                boolean isList = parameters.get(parameter.name()) instanceof ListNode;
                masks.put(parameter.name(), isList ? new ListNode(List.of(mask), parameter.span()) : mask);
            }
        }
        var shown = new LinkedHashMap<>(parameters);
        shown.putAll(masks);
        return new Evaluator(template, shown, pseudo, new DisplayedReferences(references)).assuming(conditions);
    }

    List<String> needsOf(String logicalId) {
        Collection<String> first = needs.get(logicalId);
        return first == null ? List.of() : List.copyOf(first);
    }

    /// Logical ids so that each comes after what it needs.
    List<String> inOrder() {
        var order = new LinkedHashMap<String, Boolean>();
        active.keySet().forEach(id -> visit(id, order));
        return List.copyOf(order.keySet());
    }

    private void visit(String id, Map<String, Boolean> order) {
        if (!order.containsKey(id)) {
            needsOf(id).forEach(need -> visit(need, order));
            order.put(id, true);
        }
    }
}
