package samara.gateway.waf;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a rule looks for.
///
/// @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-list.html">rule
///     statements</a>
sealed interface Statement {

    /// A part of the request is inspected as text.
    ///
    /// @param transformations applied in order before
    record Text(Field field, List<Transformation> transformations, TextTest test) implements Statement {}

    /// The size of a part.
    record Size(Field field, List<Transformation> transformations, String comparison, long bytes)
            implements Statement {}

    /// The country that the request comes from.
    record Geo(Set<String> countries) implements Statement {}

    /// The address is in a set.
    ///
    /// @param forwarded where the address stands, if not the connection's own counts
    record IpSet(String arn, Optional<ForwardedIp> forwarded) implements Statement {}

    /// A part fits one of a set's expressions.
    record RegexSet(String arn, Field field, List<Transformation> transformations) implements Statement {}

    /// A rule before this one put a label on the request.
    record Label(boolean namespace, String key) implements Statement {}

    /// More requests than a limit came within a window from the same.
    ///
    /// @param keys what is counted apart; empty counts all together
    /// @param scopeDown which requests count at all
    record RateBased(int limit, int windowSeconds, List<Key> keys, Optional<Statement> scopeDown) implements Statement {
        /// By what requests are counted apart.
        ///
        /// @param kind `IP`, `FORWARDED_IP`, `HEADER`, `COOKIE`, `QUERY_ARGUMENT`, `QUERY_STRING`, `METHOD` or
        ///     `PATH`
        record Key(String kind, String name, List<Transformation> transformations) {}
    }

    /// All of them.
    record And(List<Statement> all) implements Statement {}

    /// One of them.
    record Or(List<Statement> any) implements Statement {}

    /// Not this.
    record Not(Statement one) implements Statement {}

    /// A group of rules that comes with the firewall.
    ///
    /// @param overrides actions for some of its rules, by their names
    record Managed(ManagedRuleGroup group, Optional<Statement> scopeDown, java.util.Map<String, Action> overrides)
            implements Statement {}

    /// An address in a header.
    ///
    /// @param fallback whether a request without a valid one matches
    /// @param position `FIRST`, `LAST` or `ANY` of several
    record ForwardedIp(String header, boolean fallback, String position) {}

    /// What is asked of a text.
    sealed interface TextTest {
        /// A text stands in it.
        ///
        /// @param constraint `EXACTLY`, `STARTS_WITH`, `ENDS_WITH`, `CONTAINS` or `CONTAINS_WORD`
        record Bytes(String search, String constraint) implements TextTest {}

        /// An expression is found in it.
        record Regex(Pattern pattern) implements TextTest {}

        /// It looks like SQL that was put into a value.
        record Sqli(boolean highSensitivity) implements TextTest {}

        /// It looks like script that was put into a value.
        record Xss() implements TextTest {}
    }
}
