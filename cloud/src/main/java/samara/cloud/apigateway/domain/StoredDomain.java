package samara.cloud.apigateway.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scope;

/// A custom domain name.
///
/// @param name in lower case; may start with `*.`
/// @param id the part of the Regional host name that is this domain's own
/// @param trusted what the truststore held when it was last read
/// @param certificateDate when the certificate was last chosen
public record StoredDomain(
        String name,
        String accountId,
        String regionName,
        String id,
        DomainSettings settings,
        Optional<Trusted> trusted,
        Instant certificateDate,
        Map<String, String> tags) {
    private static final String CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";

    /// A truststore's contents.
    ///
    /// @param warnings what is wrong with some of its certificates
    public record Trusted(String bundle, List<String> warnings) {}

    /// Where it lives.
    public Scope scope() {
        return new Scope(new Account(accountId), new Region(regionName));
    }

    /// By which its certificate knows it.
    public String arn() {
        return "arn:" + scope().region().partition() + ":apigateway:" + regionName + "::/domainnames/" + name;
    }

    /// Whether CloudFront would serve it.
    public boolean isEdge() {
        return settings.endpointType().equals("EDGE");
    }

    /// The host name that a DNS record of this domain points to.
    public String target() {
        return isEdge()
                ? "d" + id + ".cloudfront.net"
                : "d-" + id + ".execute-api." + regionName + "."
                        + scope().region().dnsSuffix();
    }

    /// The hosted zone of [#target].
    public String targetZone() {
        return isEdge() ? CLOUDFRONT_ZONE : HostedZones.of(regionName);
    }

    /// What is wrong with some of the truststore's certificates; empty where nothing is.
    public Optional<List<String>> warnings() {
        return trusted.map(Trusted::warnings).filter(warnings -> !warnings.isEmpty());
    }

    StoredDomain with(DomainSettings others, Optional<Trusted> now, Instant date) {
        return new StoredDomain(name, accountId, regionName, id, others, now, date, tags);
    }

    /// The same with other tags.
    public StoredDomain withTags(Map<String, String> others) {
        return new StoredDomain(name, accountId, regionName, id, settings, trusted, certificateDate, others);
    }
}
