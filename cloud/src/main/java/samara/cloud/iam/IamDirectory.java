package samara.cloud.iam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import samara.cloud.iam.Entity.Kind;
import samara.cloud.iam.policy.Evaluation;
import samara.cloud.iam.policy.Evaluation.Asker;
import samara.cloud.iam.policy.Evaluation.Named;
import samara.cloud.iam.policy.Evaluation.Ownership;
import samara.cloud.iam.policy.PolicyDocument;
import samara.cloud.iam.policy.Request;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Credentials;
import samara.cloud.kernel.Decision;
import samara.cloud.kernel.Identities;
import samara.cloud.kernel.Identity;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Store;

/// What the rest of the cloud asks of IAM: whose a user's key is, what a role trusts, and who may do what.
///
/// Policies are compiled once for each text, so that a decision costs microseconds, and a changed policy counts from
/// the next call on.
public final class IamDirectory implements Identities {
    private static final int COMPILED = 4096;

    private final Entities entities;
    private final Clock clock;
    private final ConcurrentHashMap<Source, PolicyDocument> compiled = new ConcurrentHashMap<>();

    private record Source(String json, PolicyDocument.Kind kind) {}

    /// IAM over a store.
    public IamDirectory(Store store, Clock clock, Ids ids) {
        this.entities = new Entities(store, clock, ids);
        this.clock = clock;
    }

    Entities entities() {
        return entities;
    }

    @Override
    public Optional<Identity> byAccessKey(String accessKeyId) {
        return entities.key(accessKeyId)
                .filter(StoredKey::isActive)
                .flatMap(key -> entities.find(Kind.USER, key.account(), key.userName())
                        .map(user -> new Identity(
                                new Credentials(key.id(), key.secret(), Optional.empty(), Optional.empty()),
                                new Principal.User(key.account(), user.name(), user.arn()),
                                key.account())));
    }

    @Override
    public Optional<Role> role(String roleArn) {
        String[] parts = roleArn.split(":", 6);
        if (parts.length < 6
                || !parts[2].equals("iam")
                || !parts[5].startsWith("role/")
                || !parts[4].matches("\\d{12}")) {
            return Optional.empty();
        }
        String name = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        return entities.find(Kind.ROLE, new Account(parts[4]), name)
                .filter(role -> role.arn().equals(roleArn))
                .map(role -> new Role(
                        role.account(),
                        role.name(),
                        role.arn(),
                        role.id(),
                        role.trustPolicy().orElseThrow(),
                        role.maxSessionSeconds()));
    }

    @Override
    public String uniqueId(Principal principal) {
        return switch (principal) {
            case Principal.Root root -> root.account().id();
            case Principal.User user ->
                entities.find(Kind.USER, user.account(), user.userName())
                        .map(Entity::id)
                        .orElse(user.userName());
            case Principal.AssumedRole session ->
                entities.find(Kind.ROLE, session.account(), session.roleName())
                                .map(Entity::id)
                                .orElse(session.roleName())
                        + ":" + session.sessionName();
            case Principal.Service service -> service.name();
            case Principal.Anonymous nobody -> nobody.name();
        };
    }

    @Override
    public void checkSessionPolicy(String json) {
        Documents.checked(json, PolicyDocument.Kind.IDENTITY);
    }

    @Override
    public void checkResourcePolicy(String json) {
        Documents.checked(json, PolicyDocument.Kind.RESOURCE);
    }

    @Override
    public Decision decide(Call call, Need need) {
        var policies = policies(call.principal(), need);
        boolean unbound = policies.asker() == Asker.ROOT
                && policies.ownership() == Ownership.SAME_ACCOUNT
                && policies.resource().isEmpty();
        if (unbound) {
            return Decision.allowed("The account's root user may do everything in it.");
        }
        return Evaluation.of(request(call, need), policies);
    }

    private Evaluation.Policies policies(Principal principal, Need need) {
        Optional<Named> resource = need.resourcePolicy()
                .map(json -> new Named(
                        "of " + need.resource(),
                        compile(json, isTrust(need) ? PolicyDocument.Kind.TRUST : PolicyDocument.Kind.RESOURCE)));
        return switch (principal) {
            case Principal.Root root ->
                new Evaluation.Policies(
                        Asker.ROOT,
                        ownership(root.account(), need),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        resource);
            case Principal.User user -> {
                Optional<Entity> entity = entities.find(Kind.USER, user.account(), user.userName());
                yield new Evaluation.Policies(
                        Asker.USER,
                        ownership(user.account(), need),
                        entity.map(this::identityPolicies).orElse(List.of()),
                        entity.flatMap(this::boundary),
                        Optional.empty(),
                        resource);
            }
            case Principal.AssumedRole session -> {
                Optional<Entity> role = entities.find(Kind.ROLE, session.account(), session.roleName());
                yield new Evaluation.Policies(
                        Asker.SESSION,
                        ownership(session.account(), need),
                        role.map(this::identityPolicies).orElse(List.of()),
                        role.flatMap(this::boundary),
                        session.sessionPolicy()
                                .map(json -> new Named("of the session", compile(json, PolicyDocument.Kind.IDENTITY))),
                        resource);
            }
            case Principal.Service service -> outsider(need, resource);
            case Principal.Anonymous nobody -> outsider(need, resource);
        };
    }

    private static Evaluation.Policies outsider(Need need, Optional<Named> resource) {
        return new Evaluation.Policies(
                Asker.OUTSIDER,
                isTrust(need) ? Ownership.OWN_POLICY_ONLY : Ownership.SAME_ACCOUNT,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                resource);
    }

    private static Ownership ownership(Account caller, Need need) {
        if (isTrust(need)) {
            return Ownership.OWN_POLICY_ONLY;
        }
        return need.resourceOwner().filter(owner -> !owner.equals(caller)).isPresent()
                ? Ownership.OTHER_ACCOUNT
                : Ownership.SAME_ACCOUNT;
    }

    /// A role is assumed by leave of its trust policy only.
    private static boolean isTrust(Need need) {
        return need.action().startsWith("sts:AssumeRole");
    }

    private List<Named> identityPolicies(Entity entity) {
        List<Named> policies = new ArrayList<>();
        collect(entity, policies);
        for (String group : entity.groups()) {
            entities.find(Kind.GROUP, entity.account(), group).ifPresent(found -> collect(found, policies));
        }
        return policies;
    }

    private void collect(Entity entity, List<Named> policies) {
        entity.inline()
                .forEach((name, json) -> policies.add(new Named(name, compile(json, PolicyDocument.Kind.IDENTITY))));
        for (String arn : entity.attached()) {
            managed(arn).ifPresent(policies::add);
        }
    }

    private Optional<Named> boundary(Entity entity) {
        return entity.boundary().flatMap(this::managed);
    }

    private Optional<Named> managed(String arn) {
        return entities.findPolicy(arn)
                .map(policy -> new Named(policy.name(), compile(policy.document(), PolicyDocument.Kind.IDENTITY)));
    }

    PolicyDocument compile(String json, PolicyDocument.Kind kind) {
        if (compiled.size() > COMPILED) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(
                new Source(json, kind), source -> PolicyDocument.parse(source.json, source.kind));
    }

    private Request request(Call call, Need need) {
        Map<String, List<String>> context = new LinkedHashMap<>();
        var now = clock.now();
        context.put("aws:CurrentTime", List.of(now.toString()));
        context.put("aws:EpochTime", List.of(Long.toString(now.getEpochSecond())));
        context.put("aws:RequestedRegion", List.of(call.scope().region().name()));
        context.put("aws:SecureTransport", List.of("true"));
        context.put("aws:SourceIp", List.of(call.sourceIp()));
        call.userAgent().ifPresent(agent -> context.put("aws:UserAgent", List.of(agent)));
        Request.Caller caller = caller(call.principal(), context);
        context.putAll(need.conditionKeys());
        return Request.of(need.action(), need.resource(), caller, context);
    }

    private Request.Caller caller(Principal principal, Map<String, List<String>> context) {
        return switch (principal) {
            case Principal.Root root -> {
                account(root.account(), root.name(), "Account", context);
                context.put("aws:userid", List.of(root.account().id()));
                yield new Request.Caller(root.account().id(), List.of(root.name()), "");
            }
            case Principal.User user -> {
                account(user.account(), user.arn(), "User", context);
                context.put("aws:username", List.of(user.userName()));
                entity(Kind.USER, user.account(), user.userName(), "", context);
                yield new Request.Caller(user.account().id(), List.of(user.arn()), "");
            }
            case Principal.AssumedRole session -> {
                account(session.account(), session.roleArn(), "AssumedRole", context);
                entity(Kind.ROLE, session.account(), session.roleName(), ":" + session.sessionName(), context);
                yield new Request.Caller(session.account().id(), List.of(session.arn(), session.roleArn()), "");
            }
            case Principal.Service service -> {
                context.put("aws:SourceAccount", List.of(service.sourceAccount().id()));
                context.put("aws:SourceArn", List.of(service.sourceArn()));
                context.put("aws:PrincipalIsAWSService", List.of("true"));
                context.put("aws:PrincipalServiceName", List.of(service.name()));
                yield new Request.Caller("", List.of(), service.name());
            }
            case Principal.Anonymous nobody -> new Request.Caller("", List.of(), "");
        };
    }

    private static void account(Account account, String arn, String type, Map<String, List<String>> context) {
        context.put("aws:PrincipalAccount", List.of(account.id()));
        context.put("aws:PrincipalArn", List.of(arn));
        context.put("aws:PrincipalType", List.of(type));
        context.put("aws:PrincipalIsAWSService", List.of("false"));
    }

    private void entity(Kind kind, Account account, String name, String suffix, Map<String, List<String>> context) {
        entities.find(kind, account, name).ifPresent(entity -> {
            context.put("aws:userid", List.of(entity.id() + suffix));
            entity.tags().forEach((key, value) -> context.put("aws:PrincipalTag/" + key, List.of(value)));
        });
    }
}
