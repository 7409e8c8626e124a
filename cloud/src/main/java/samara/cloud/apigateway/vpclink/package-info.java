/// VPC links, which REST and HTTP APIs share: those of the first version (`apigateway`) name a network load balancer,
/// those of the second (`apigatewayv2`) subnets, and both what an integration reaches through them.
///
/// Start at [samara.cloud.apigateway.vpclink.VpcLinks] (the state) and [samara.cloud.apigateway.vpclink.LinkTarget]
/// (where one leads).
///
/// There are no VPCs, load balancers or Cloud Map services here, so a link leads to an address of this machine or its
/// private network, which its owner names. In this order:
/// - the link's tag `samara:target:RESOURCE`, where `RESOURCE` is the last part of the ARN that the integration names
///   (`listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`, `loadbalancer/app/…`, `service/srv-…`), for links that lead
///   to several things;
/// - its tag `samara:target`, such as `http://127.0.0.1:8080`;
/// - for REST APIs without such a tag the host of the integration's `uri`, if it is such an address itself.
///
/// An address is `localhost`, a loopback address or one of a private network, spelt out: nothing is looked up. Tags go
/// into a template as they are, and mean nothing to AWS. Where no address is known, the integration is refused when it
/// is made (HTTP APIs) or deployed (REST APIs), and the error says what to do.
///
/// A link is `AVAILABLE` as soon as it is made. It is not deleted while an API's integration names it. Subnets and
/// security groups are kept as they are given. With a link of the second version a REST API's `uri` says the whole path
/// that is sent: no stage is put before it.
///
/// See [private integrations](https://docs.aws.amazon.com/apigateway/latest/developerguide/private-integration.html).
@NullMarked
package samara.cloud.apigateway.vpclink;

import org.jspecify.annotations.NullMarked;
