package samara.cloud.wafv2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.gateway.waf.ManagedRuleGroup;
import samara.wire.wafv2.Wafv2Api;

/// The managed rule groups that there are.
final class ManagedGroupOperations {
    private ManagedGroupOperations() {}

    static List<Operation<?, ?>> all() {
        return List.of(
                new WafOperation<>(
                        Wafv2Api.LIST_AVAILABLE_MANAGED_RULE_GROUPS,
                        (input, call) -> Need.of("wafv2:ListAvailableManagedRuleGroups", "*"),
                        ManagedGroupOperations::list),
                new WafOperation<>(
                        Wafv2Api.DESCRIBE_MANAGED_RULE_GROUP,
                        (input, call) -> Need.of("wafv2:DescribeManagedRuleGroup", "*"),
                        ManagedGroupOperations::describe));
    }

    private static Map<String, ?> list(Map<String, Object> input, Call call) {
        List<Map<String, String>> groups = new ArrayList<>();
        ManagedRuleGroup.all()
                .forEach(group -> groups.add(
                        Map.of("VendorName", "AWS", "Name", group.name(), "Description", group.description())));
        return Map.of("ManagedRuleGroups", groups);
    }

    private static Map<String, ?> describe(Map<String, Object> input, Call call) {
        String name = String.valueOf(input.get("Name"));
        ManagedRuleGroup group = ManagedRuleGroup.named(String.valueOf(input.get("VendorName")), name)
                .orElseThrow(() -> WafErrors.notThere(name));
        List<Map<String, Object>> rules = new ArrayList<>();
        group.ruleNames().forEach(rule -> rules.add(Map.of("Name", rule, "Action", Map.of("Block", Map.of()))));
        return Map.of("Capacity", group.capacity(), "Rules", rules);
    }
}
