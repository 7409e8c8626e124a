/// Custom domain names of API Gateway, which REST, HTTP and WebSocket APIs share: the domains, their mappings to
/// stages, mutual
/// TLS, and the requests that name them.
///
/// Start at [samara.cloud.apigateway.domain.Domains] (the state) and [samara.cloud.apigateway.domain.DomainSite] (a
/// request). Both control planes show the same domains; they know this package, and it knows neither.
///
/// A domain answers on the cloud's port where the `Host` header, and with TLS the name in the handshake, is its own:
/// `curl --cacert .samara/ca/ca.pem --connect-to api.example.com:443:127.0.0.1:4566 https://api.example.com/…`. Clients
/// that can't send a `Host` of their choice ask `http://127.0.0.1:4566/_aws/domains/api.example.com/…`; a domain with
/// mutual TLS can't be reached so. A domain that is mapped to a WebSocket API (`wss://api.example.com/…`, and
/// `…/@connections/` below it) is mapped to no other kind.
///
/// Deviations from AWS:
/// - No name is resolved: clients connect to 127.0.0.1 themselves. Domains answer without TLS, too, unless they ask for
///   client certificates.
/// - `TLS_1_0` is served with TLS 1.2 and 1.3, as `TLS_1_2` is: no JDK offers less. Other security policies are
///   refused, and so are private domains, routing rules and `endpointAccessMode`.
/// - A client certificate that is not accepted ends the handshake, where AWS may answer 403 after it.
/// - The hosted zones of Regions that this does not list are shown by the id of `us-east-1`'s.
@NullMarked
package samara.cloud.apigateway.domain;

import org.jspecify.annotations.NullMarked;
