package samara.cloud.apigateway.vpclink;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import samara.gateway.UnsupportedApiException;
import samara.gateway.endpoint.Way;

/// Where a VPC link leads here: to an address that its tags name.
final class LinkTarget {
    static final String TAG = "samara:target";
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final int UNIQUE_LOCAL_MASK = 0xfe;
    private static final int UNIQUE_LOCAL = 0xfc;

    private LinkTarget() {}

    /// Refuses tags that name what can't be the target of a link.
    static void checkTags(Map<String, String> tags) {
        tags.forEach((key, value) -> {
            if (key.equals(TAG) || key.startsWith(TAG + ":")) {
                Optional<Way> way = parsed(value).filter(LinkTarget::isLocal);
                URI uri = way.isPresent() ? URI.create(value) : URI.create("");
                if (way.isEmpty()
                        || !uri.getRawPath().replace("/", "").isEmpty()
                        || uri.getRawQuery() != null
                        || uri.getRawUserInfo() != null) {
                    throw VpcLinks.badRequest("The tag `" + key + "` of a VPC link names an address of this machine or"
                            + " its private network, such as `http://127.0.0.1:8080`, not `" + value + "`.");
                }
            }
        });
    }

    /// @param target the ARN of what the integration names
    /// @param url what the integration asks for
    static Way of(StoredVpcLink link, Optional<String> target, URI url) {
        Way asked = asked(link, url);
        Optional<String> tag = target.map(arn -> link.tags().get(TAG + ":" + resource(arn)))
                .or(() -> Optional.ofNullable(link.tags().get(TAG)));
        if (tag.isPresent()) {
            Way way = Way.to(URI.create(tag.get()));
            if (way.tls().isPresent() != asked.tls().isPresent()) {
                throw new UnsupportedApiException("The VPC link `" + link.id() + "` leads to `" + tag.get()
                        + "`, but the integration asks for " + (asked.tls().isPresent() ? "HTTPS" : "HTTP")
                        + ". A REST API says which in its `uri`, an HTTP API asks for HTTPS by its `tlsConfig`.");
            }
            return asked.at(address(way.host()), way.port());
        }
        if (isLocal(asked)) {
            return asked.at(address(asked.host()), asked.port());
        }
        throw new UnsupportedApiException("Nobody knows where the VPC link `" + link.id() + "` (" + link.name()
                + ") leads here, as there are no load balancers or Cloud Map services. Give the link a tag `" + TAG
                + target.map(arn -> "` or `" + TAG + ":" + resource(arn)).orElse("")
                + "` with an address of this machine, such as `http://127.0.0.1:8080`.");
    }

    private static Way asked(StoredVpcLink link, URI url) {
        try {
            return Way.to(url);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedApiException(
                    "An integration with the VPC link `" + link.id() + "` asks for no HTTP URL: " + url);
        }
    }

    /// The last part of an ARN, without the attributes that filter a Cloud Map service's instances.
    private static String resource(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1).replaceFirst("\\?.*", "");
    }

    private static Optional<Way> parsed(String url) {
        try {
            return Optional.of(Way.to(URI.create(url)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// `localhost` is this machine, whatever a resolver says.
    private static String address(String host) {
        return isLocalhost(host) ? "127.0.0.1" : host;
    }

    private static boolean isLocalhost(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals("localhost") || lower.endsWith(".localhost");
    }

    private static boolean isLocal(Way way) {
        if (isLocalhost(way.host())) {
            return true;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(way.host());
            boolean literal =
                    way.host().contains(":") || IPV4.matcher(way.host()).matches();
            return literal
                    && (address.isLoopbackAddress()
                            || address.isSiteLocalAddress()
                            || (address.getAddress().length > 4
                                    && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
