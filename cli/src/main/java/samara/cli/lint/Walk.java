package samara.cli.lint;

import java.util.function.Consumer;
import samara.template.BooleanNode;
import samara.template.Intrinsic;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NullNode;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import samara.template.StringNode;

/// Goes through a tree.
final class Walk {
    private Walk() {}

    /// Every call of an intrinsic function, outer ones first. Also one that stands beside other members, as
    /// `Fn::Transform` may.
    static void calls(Node node, Consumer<Intrinsic> action) {
        switch (node) {
            case ObjectNode object -> {
                Intrinsic.of(object).ifPresent(action);
                object.forEach((name, value) -> calls(value, action));
            }
            case ListNode list -> list.elements().forEach(element -> calls(element, action));
            case StringNode string -> {}
            case NumberNode number -> {}
            case BooleanNode bool -> {}
            case NullNode none -> {}
        }
    }

    /// Every text that is a value.
    static void texts(Node node, Consumer<StringNode> action) {
        switch (node) {
            case ObjectNode object -> object.forEach((name, value) -> texts(value, action));
            case ListNode list -> list.elements().forEach(element -> texts(element, action));
            case StringNode string -> action.accept(string);
            case NumberNode number -> {}
            case BooleanNode bool -> {}
            case NullNode none -> {}
        }
    }
}
