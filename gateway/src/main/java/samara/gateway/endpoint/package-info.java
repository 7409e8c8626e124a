/// A client for the HTTP endpoints behind integrations, for those who implement [samara.gateway.Backends]. Start at
/// [samara.gateway.endpoint.HttpEndpoints].
///
/// Most calls share the connections of one `java.net.http.HttpClient`. It can't set `Host`, nor what a server's
/// certificate is to be checked against: calls that go a [samara.gateway.endpoint.Way] of their own (a VPC link, a
/// client certificate, less verification) have a connection each, and speak HTTP/1.1.
@NullMarked
package samara.gateway.endpoint;

import org.jspecify.annotations.NullMarked;
