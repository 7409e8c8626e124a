package samara.cloud;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import samara.cloud.edge.HostCheck;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Site;
import samara.cloud.kernel.Sites;

/// Who answers a request: the host check, a site that claims it, else the AWS API.
final class Front implements Function<HttpRequest, HttpResponse> {
    private final HostCheck hosts;
    private final Sites sites;
    private volatile @Nullable Function<HttpRequest, HttpResponse> api;

    Front(HostCheck hosts, Sites sites) {
        this.hosts = hosts;
        this.sites = sites;
    }

    /// From now on requests are answered; before, the port is bound but the services are not there yet.
    void open(Function<HttpRequest, HttpResponse> awsApi) {
        api = awsApi;
    }

    @Override
    public HttpResponse apply(HttpRequest request) {
        Function<HttpRequest, HttpResponse> open = api;
        if (open == null) {
            return HttpResponse.of(503, "text/plain; charset=utf-8", "The cloud is starting.\n");
        }
        Optional<Site> site = sites.claiming(request);
        boolean ownHost = site.filter(found -> found.isFor(request.host())).isPresent();
        Optional<HttpResponse> refusal = (ownHost ? Optional.<HttpResponse>empty() : hosts.refusal(request))
                .or(() -> site.isPresent() && site.get().isForAllPages()
                        ? Optional.empty()
                        : hosts.refusalOfPage(request));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return site.isPresent() ? site.get().serve(request) : open.apply(request);
    }
}
