package samara.cloud.sts;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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
import samara.cloud.kernel.Range;
import samara.cloud.kernel.RecordTable;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Sessions;
import samara.cloud.kernel.Store;

/// The sessions that have credentials. They outlive a restart, as the clients that hold them do.
public final class SessionTable implements Sessions {
    private static final int TOKEN_LENGTH = 200;

    private final RecordTable<Identity> sessions;
    private final Clock clock;
    private final Ids ids;
    private final Identities identities;

    /// Sessions over a store.
    ///
    /// @param identities knows the roles and decides by their trust policies
    public SessionTable(Store store, Clock clock, Ids ids, Identities identities) {
        this.sessions = store.table("sts/sessions", Identity.class);
        this.clock = clock;
        this.ids = ids;
        this.identities = identities;
    }

    /// Whose temporary access key this is.
    public Optional<Identity> byAccessKey(String accessKeyId) {
        return accessKeyId.startsWith("ASIA") ? sessions.get(accessKeyId) : Optional.empty();
    }

    /// Forgets the sessions that have ended.
    public void prune() {
        Instant now = clock.machineTime();
        for (Identity session : sessions.list(Range.all(), Integer.MAX_VALUE)) {
            // A day longer than they live, so that late requests are told that they are late.
            boolean isOver = session.credentials()
                    .expiration()
                    .filter(end -> end.plus(1, ChronoUnit.DAYS).isBefore(now))
                    .isPresent();
            if (isOver) {
                sessions.delete(session.credentials().accessKeyId());
            }
        }
    }

    @Override
    public Credentials credentials(String roleArn, String sessionName, Principal.Service service, Duration lifetime) {
        Principal.AssumedRole session = assume(roleArn, sessionName, service);
        return create(session, session.account(), lifetime);
    }

    @Override
    public Principal.AssumedRole assume(String roleArn, String sessionName, Principal.Service service) {
        Identities.Role role = identities
                .role(roleArn)
                .orElseThrow(() -> StsErrors.accessDenied("The role " + roleArn + " does not exist."));
        var call = new Call(
                new Scope(service.sourceAccount(), new Region("us-east-1")),
                service,
                ids.uuid(),
                "AWS Internal",
                Optional.empty(),
                Optional.empty());
        Need need = Need.of("sts:AssumeRole", roleArn).guardedBy(Optional.of(role.trustPolicy()));
        Decision decision = identities.decide(call, need);
        if (!decision.isAllowed()) {
            throw StsErrors.accessDenied("The service " + service.name() + " is not allowed to assume the role "
                    + roleArn + ". " + decision.reason());
        }
        return session(role, sessionName, Optional.empty());
    }

    Credentials create(Principal principal, Account account, Duration lifetime) {
        var credentials = new Credentials(
                "ASIA" + ids.upperAlphanumeric(16),
                ids.secret(40),
                Optional.of(ids.secret(TOKEN_LENGTH)),
                Optional.of(clock.machineTime().plus(lifetime).truncatedTo(ChronoUnit.SECONDS)));
        sessions.put(credentials.accessKeyId(), new Identity(credentials, principal, account));
        return credentials;
    }

    static Principal.AssumedRole session(Identities.Role role, String sessionName, Optional<String> policy) {
        return new Principal.AssumedRole(
                role.account(),
                role.name(),
                role.arn(),
                sessionName,
                "arn:aws:sts::" + role.account() + ":assumed-role/" + role.name() + "/" + sessionName,
                policy);
    }
}
