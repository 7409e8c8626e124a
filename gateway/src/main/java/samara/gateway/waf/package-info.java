/// A web application firewall: rules over a request, in the language of AWS WAF's web ACLs.
///
/// Start at [samara.gateway.waf.WebAcl] (reads rules, decides about a request) and [samara.gateway.waf.WebAcls] (which
/// one guards what). Rules come as trees with AWS WAF's own names, strictly: what is not known is an error that names
/// its place.
///
/// Built: byte, regular expression, size, SQL injection, cross-site scripting, geo, IP set, regex set, label and
/// rate-based statements; and, or, not; `AWSManagedRulesCommonRuleSet` and `AWSManagedRulesSQLiRuleSet`, which are our
/// own reading of what AWS documents of these groups. Deviations:
/// - SQL injection and cross-site scripting are found by our own patterns, not by AWS's.
/// - A country is what the header `CloudFront-Viewer-Country` says: there is no geographic database here.
/// - Refused by name: rule groups of one's own, other managed groups, CAPTCHA and challenge actions, fingerprints
///   (JA3, JA4), `HeaderOrder`, `UriFragment` and autonomous system numbers.
@NullMarked
package samara.gateway.waf;

import org.jspecify.annotations.NullMarked;
