package samara.gateway.waf;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a web ACL says of a request.
///
/// @param allowed whether it goes on
/// @param ruleId the rule that decided, `Default_Action` where none did; a group's rule as `group/rule`
/// @param ruleType `REGULAR`, `RATE_BASED`, `MANAGED_RULE_GROUP` or `GROUP`
/// @param counted rules that matched and only count
/// @param labels what rules put on it
/// @param insertedHeaders what goes to the backend, too
/// @param response the owner's own answer to what is blocked
public record Verdict(
        boolean allowed,
        String ruleId,
        String ruleType,
        List<String> counted,
        List<String> labels,
        Map<String, String> insertedHeaders,
        Optional<Response> response) {

    /// An answer to a blocked request.
    public record Response(int status, Map<String, String> headers, String contentType, String body) {}
}
