package samara.cloud.kernel;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The [Site]s of a cloud. Where two claim a request, the one that was added first has it.
public final class Sites {
    private final List<Site> sites = new CopyOnWriteArrayList<>();

    /// Adds one.
    public void add(Site site) {
        sites.add(site);
    }

    /// Takes one away.
    public void remove(Site site) {
        sites.remove(site);
    }

    /// The site that answers a request, if one does.
    public Optional<Site> claiming(HttpRequest request) {
        for (Site site : sites) {
            if (site.claims(request)) {
                return Optional.of(site);
            }
        }
        return Optional.empty();
    }
}
