package samara.cloud.apigateway.vpclink;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Locks;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Scope;
import samara.cloud.tls.LocalAuthority;
import samara.gateway.Backends.VpcLinkUse;
import samara.gateway.UnsupportedApiException;
import samara.gateway.endpoint.Way;
import samara.wire.AwsException;

/// The VPC links of all accounts.
public final class VpcLinks {
    private static final String PATH = "/vpclinks/";

    private final Kernel kernel;
    private final LocalAuthority authority;
    private final Locks locks = new Locks();
    private final RecordTable<StoredVpcLink> links;
    private final List<BiFunction<Scope, String, List<String>>> users = new CopyOnWriteArrayList<>();

    /// Over a cloud's state.
    ///
    /// @param authority whose certificates what is behind a link may have, beside those that Java trusts
    public VpcLinks(Kernel kernel, LocalAuthority authority) {
        this.authority = authority;
        this.kernel = kernel;
        this.links = kernel.store().table("apigateway/vpclinks", StoredVpcLink.class);
    }

    /// Asks before a link is deleted which integrations name it.
    ///
    /// @param integrations names for messages, of those that go through the link of an id
    public void usedBy(BiFunction<Scope, String, List<String>> integrations) {
        users.add(integrations);
    }

    /// Makes a link; its id and date are given here.
    ///
    /// @throws AwsException `BadRequestException` where a tag names an address that can't be one
    public StoredVpcLink create(Scope scope, StoredVpcLink given) {
        LinkTarget.checkTags(given.tags());
        StoredVpcLink made =
                given.made(kernel.ids().lowerAlphanumeric(6), kernel.clock().now());
        links.put(key(scope, made.id()), made);
        return made;
    }

    /// A link of an account and Region.
    ///
    /// @throws AwsException `NotFoundException` where there is none of this version
    public StoredVpcLink get(Scope scope, String id, int version) {
        return links.get(key(scope, id))
                .filter(link -> link.version() == version)
                .orElseThrow(() -> noLink(id));
    }

    /// All of an account and Region, by their ids.
    public List<StoredVpcLink> list(Scope scope, int version) {
        return links.list(scope.key() + "/").stream()
                .filter(link -> link.version() == version)
                .toList();
    }

    /// Changes one.
    public StoredVpcLink change(Scope scope, String id, int version, UnaryOperator<StoredVpcLink> change) {
        return locks.locked(key(scope, id), () -> {
            StoredVpcLink changed = change.apply(get(scope, id, version));
            links.put(key(scope, id), changed);
            return changed;
        });
    }

    /// Takes one away.
    ///
    /// @throws AwsException `BadRequestException` while an integration names it
    public void delete(Scope scope, String id, int version) {
        locks.locked(key(scope, id), () -> {
            get(scope, id, version);
            List<String> uses = users.stream()
                    .flatMap(user -> user.apply(scope, id).stream())
                    .toList();
            if (!uses.isEmpty()) {
                throw badRequest("Cannot delete vpc link. Vpc link '" + id + "', is referenced in "
                        + String.join(", ", uses) + " in format of [Method:Resource:API].");
            }
            links.delete(key(scope, id));
        });
    }

    /// The ARN of a link.
    public static String arn(Scope scope, String id) {
        return scope.regionalArn("apigateway", PATH + id);
    }

    /// Whether an ARN is one of a link.
    public static boolean isArn(String arn) {
        return arn.contains("::" + PATH);
    }

    /// The tags of the link that an ARN names.
    public Map<String, String> tags(Scope scope, String arn) {
        return ofArn(scope, arn).tags();
    }

    /// Changes the tags of the link that an ARN names.
    public Map<String, String> retag(Scope scope, String arn, UnaryOperator<Map<String, String>> change) {
        StoredVpcLink link = ofArn(scope, arn);
        return change(scope, link.id(), link.version(), before -> {
                    Map<String, String> tags = change.apply(new LinkedHashMap<>(before.tags()));
                    LinkTarget.checkTags(tags);
                    return before.withTags(tags);
                })
                .tags();
    }

    private StoredVpcLink ofArn(Scope scope, String arn) {
        String id = arn.substring(arn.indexOf(PATH) + PATH.length());
        return links.get(key(scope, id)).orElseThrow(() -> noLink(id));
    }

    /// Where a link leads.
    ///
    /// @param url what the integration asks for
    /// @throws UnsupportedApiException where there is no such link, or nobody knows where it leads
    public Way way(Scope scope, VpcLinkUse use, URI url) {
        Optional<StoredVpcLink> link = links.get(key(scope, use.id()));
        if (link.isEmpty()) {
            throw new UnsupportedApiException("There is no VPC link `" + use.id() + "` in " + scope.region() + ".");
        }
        Way way = LinkTarget.of(link.get(), use.target(), url);
        return way.tls().isPresent() ? way.trusting(List.of(authority.certificate())) : way;
    }

    private static String key(Scope scope, String id) {
        return scope.key() + "/" + id;
    }

    private static AwsException noLink(String id) {
        return new AwsException("NotFoundException", 404, "Invalid Vpc Link identifier specified: " + id);
    }

    static AwsException badRequest(String message) {
        return new AwsException("BadRequestException", 400, message);
    }
}
