/// AWS WAF (wire id `wafv2`): web ACLs, IP sets and regex pattern sets of the scope `REGIONAL`, in front of the stages
/// of REST APIs.
///
/// Start at [samara.cloud.wafv2.WafService] (what is offered) and [samara.cloud.wafv2.Entities] (the state). How a
/// request is judged is `samara.gateway.waf`'s; its package says which statements there are. What a web ACL decides is
/// logged to the cloud's own log where it blocks, and to the log group of its logging configuration.
///
/// Deviations from AWS:
/// - The scope `CLOUDFRONT`, rule groups of one's own, capacities, sampled requests, logging to Firehose or S3, filters
///   and redacted fields of a logging configuration are refused by name.
/// - A change counts for the next request, not after minutes.
/// - Logs are written with the rights of the account, without a policy on the log group.
///
/// See the [API reference](https://docs.aws.amazon.com/waf/latest/APIReference/Welcome.html).
@NullMarked
package samara.cloud.wafv2;

import org.jspecify.annotations.NullMarked;
