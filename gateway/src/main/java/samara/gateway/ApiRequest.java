package samara.gateway;

import java.util.Optional;

/// One HTTP request to an API's stage, as it came in.
///
/// @param path the path below the stage, percent-encoded, with a leading slash
/// @param fullPath the path that the client asked for: with the stage, or with a custom domain's base path
/// @param rawQuery what follows `?`, percent-encoded
/// @param client where it came from
public record ApiRequest(
        String method,
        String path,
        String fullPath,
        Optional<String> rawQuery,
        Headers headers,
        byte[] body,
        Client client) {

    /// The base path that a mapping of a custom domain name took, without slashes around it; none where it took
    /// nothing.
    public Optional<String> basePath() {
        boolean mapped = !client.domainName().contains(".execute-api.") && fullPath.endsWith(path);
        return Optional.of(mapped ? fullPath.substring(0, fullPath.length() - path.length()) : "")
                .map(base -> base.replaceAll("^/+|/+$", ""))
                .filter(base -> !base.isEmpty());
    }

    /// The path that a function of a REST API is shown: a custom domain name's base path is a part of it, a stage is
    /// not.
    public String shownPath() {
        return client.domainName().contains(".execute-api.") ? path : fullPath;
    }

    /// The connection that a request came by.
    ///
    /// @param protocol `HTTP/1.1`
    /// @param domainName the host that was asked for, without a port
    /// @param port the port that was asked for
    /// @param scheme `http` or `https`
    /// @param certificate the client's certificate, under mutual TLS
    /// @param vpc where it came from, if it came through a VPC endpoint
    public record Client(
            String sourceIp,
            String protocol,
            String domainName,
            int port,
            String scheme,
            Optional<ClientCertificate> certificate,
            Optional<VpcSource> vpc) {
        /// One that came through no VPC endpoint.
        public Client(
                String sourceIp,
                String protocol,
                String domainName,
                int port,
                String scheme,
                Optional<ClientCertificate> certificate) {
            this(sourceIp, protocol, domainName, port, scheme, certificate, Optional.empty());
        }
    }

    /// A VPC endpoint that a request came through.
    ///
    /// @param endpointId such as `vpce-0123456789abcdef0`
    /// @param vpcId the VPC that it is in, where that is known
    public record VpcSource(String endpointId, Optional<String> vpcId) {}

    /// A client's certificate, as events show it.
    ///
    /// @param pem the certificate in PEM
    /// @param notBefore such as `May 28 12:30:02 2019 GMT`
    public record ClientCertificate(
            String pem, String subjectDn, String issuerDn, String serialNumber, String notBefore, String notAfter) {}
}
