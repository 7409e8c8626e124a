/// Amazon Route 53 (wire id `route53`): hosted zones and their records, as far as stacks with custom domain names need
/// them.
///
/// Start at [samara.cloud.route53.Route53Service] (what is offered) and [samara.cloud.route53.Zones] (the state).
///
/// Deviations from AWS:
/// - Records are kept and shown; no name is resolved by them. Clients connect to 127.0.0.1 themselves (the package of
///   API Gateway's domain names says how).
/// - Changes are `INSYNC` at once.
/// - A record's values and targets are not checked. Lists come whole, up to `MaxItems`.
/// - Private zones (`VPC`), delegation sets, and all other operations (health checks, traffic policies, query logs,
///   DNSSEC, tags) are refused by name or answer 501.
///
/// See the [API reference](https://docs.aws.amazon.com/Route53/latest/APIReference/Welcome.html).
@NullMarked
package samara.cloud.route53;

import org.jspecify.annotations.NullMarked;
