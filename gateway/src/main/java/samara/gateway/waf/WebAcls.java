package samara.gateway.waf;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import samara.gateway.ApiRequest;

/// Which web ACL guards what, by ARNs. Who manages web ACLs keeps this up to date; who serves a resource asks it.
public final class WebAcls implements WebAcl.Sets {
    private final Map<String, WebAcl> acls = new ConcurrentHashMap<>();
    private final Map<String, IpAddresses> ipSets = new ConcurrentHashMap<>();
    private final Map<String, List<Pattern>> regexPatternSets = new ConcurrentHashMap<>();
    private final Map<String, String> guarded = new ConcurrentHashMap<>();
    private volatile Listener listener = (arn, acl, request, verdict) -> {};

    /// Is told of each request that a web ACL decided about.
    @FunctionalInterface
    public interface Listener {
        /// A request was decided about.
        void decided(String resourceArn, String webAclArn, ApiRequest request, Verdict verdict);
    }

    /// Tells this one from now on.
    public void listen(Listener other) {
        listener = other;
    }

    /// Sets a web ACL, a new one or a changed one.
    public void put(WebAcl acl) {
        acls.put(acl.arn(), acl);
    }

    /// Takes a web ACL away.
    public void remove(String arn) {
        acls.remove(arn);
    }

    /// Sets an IP set.
    public void putIpSet(String arn, IpAddresses addresses) {
        ipSets.put(arn, addresses);
    }

    /// Sets a regex pattern set.
    public void putRegexPatternSet(String arn, List<Pattern> patterns) {
        regexPatternSets.put(arn, List.copyOf(patterns));
    }

    /// Takes a set away.
    public void removeSet(String arn) {
        ipSets.remove(arn);
        regexPatternSets.remove(arn);
    }

    /// Lets a web ACL guard a resource.
    public void guard(String resourceArn, String webAclArn) {
        guarded.put(resourceArn, webAclArn);
    }

    /// Lets nothing guard a resource.
    public void unguard(String resourceArn) {
        guarded.remove(resourceArn);
    }

    /// The ARN of the web ACL that guards a resource.
    public Optional<String> guardOf(String resourceArn) {
        return Optional.ofNullable(guarded.get(resourceArn));
    }

    /// Asks the web ACL that guards a resource; nothing where none does.
    public Optional<Verdict> inspect(String resourceArn, ApiRequest request, InstantSource clock) {
        Optional<WebAcl> acl = guardOf(resourceArn).map(acls::get);
        Optional<Verdict> verdict = acl.map(each -> each.inspect(request, this, clock));
        verdict.ifPresent(each -> listener.decided(resourceArn, acl.get().arn(), request, each));
        return verdict;
    }

    @Override
    public Optional<IpAddresses> ipSet(String arn) {
        return Optional.ofNullable(ipSets.get(arn));
    }

    @Override
    public Optional<List<Pattern>> regexPatternSet(String arn) {
        return Optional.ofNullable(regexPatternSets.get(arn));
    }
}
