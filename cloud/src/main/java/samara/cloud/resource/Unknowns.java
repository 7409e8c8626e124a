package samara.cloud.resource;

import samara.template.BooleanNode;
import samara.template.ListNode;
import samara.template.Node;
import samara.template.NullNode;
import samara.template.NumberNode;
import samara.template.ObjectNode;
import samara.template.StringNode;

/// Looks for [Unknown] values inside of others.
final class Unknowns {
    private Unknowns() {}

    static boolean isIn(Node node) {
        return switch (node) {
            case StringNode string -> Unknown.is(string);
            case ListNode list -> list.stream().anyMatch(Unknowns::isIn);
            case ObjectNode object -> object.members().values().stream().anyMatch(member -> isIn(member.value()));
            case NumberNode number -> false;
            case BooleanNode bool -> false;
            case NullNode none -> false;
        };
    }
}
