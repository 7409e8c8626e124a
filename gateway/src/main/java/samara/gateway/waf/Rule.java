package samara.gateway.waf;

import java.util.List;

/// One rule.
///
/// @param priority the lowest is asked first
/// @param labels what it puts on a request that it matches
record Rule(String name, long priority, Statement statement, Action action, List<String> labels) {}
