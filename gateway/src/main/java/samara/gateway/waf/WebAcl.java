package samara.gateway.waf;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.gateway.ApiRequest;

/// A web ACL: rules in the order of their priorities, and what holds for a request that none of them stops. Immutable
/// but for the counters of its rate-based rules; used by many threads.
public final class WebAcl {
    private final String arn;
    private final List<Rule> rules;
    private final Action defaultAction;
    private final String labelPrefix;
    private final RateCounters counters = new RateCounters();

    private WebAcl(String arn, List<Rule> rules, Action defaultAction, String labelPrefix) {
        this.arn = arn;
        this.rules = rules;
        this.defaultAction = defaultAction;
        this.labelPrefix = labelPrefix;
    }

    /// The sets that rules refer to by ARN; looked up for each request, so that a change counts at once.
    public interface Sets {
        /// The addresses of an IP set.
        Optional<IpAddresses> ipSet(String arn);

        /// The expressions of a regex pattern set.
        Optional<List<java.util.regex.Pattern>> regexPatternSet(String arn);
    }

    /// Reads a web ACL: `DefaultAction`, `Rules`, `CustomResponseBodies`, with AWS WAF's own names.
    ///
    /// @param labelPrefix what stands before the labels of its own rules, `awswaf:ACCOUNT:webacl:NAME:`
    /// @throws InvalidRuleException with a place and a sentence
    public static WebAcl read(String arn, Map<String, ?> tree, String labelPrefix) {
        RuleTree acl = new RuleTree("", tree).only("DefaultAction", "Rules", "CustomResponseBodies");
        var bodies = RuleReader.bodies(acl);
        RuleTree defaultAction = acl.object("DefaultAction");
        defaultAction.choice("Allow", "Block");
        return new WebAcl(arn, RuleReader.rules(acl, bodies), RuleReader.action(defaultAction, bodies), labelPrefix);
    }

    /// Its ARN.
    public String arn() {
        return arn;
    }

    /// Decides about a request.
    public Verdict inspect(ApiRequest request, Sets sets, InstantSource clock) {
        return new Inspection(request, sets, clock, counters, labelPrefix).of(rules, defaultAction);
    }
}
