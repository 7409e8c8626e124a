package samara.cloud.sts;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Credentials;
import samara.cloud.kernel.Identities;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Principal;
import samara.wire.OperationModel;
import samara.wire.sts.AssumeRoleRequest;
import samara.wire.sts.AssumeRoleResponse;
import samara.wire.sts.AssumedRoleUser;
import samara.wire.sts.StsApi;

/// Temporary credentials of a role, for those whom its trust policy names.
record AssumeRole(Identities identities, SessionTable sessions)
        implements Operation<AssumeRoleRequest, AssumeRoleResponse> {
    private static final int USUAL_SECONDS = 3600;
    private static final int MAX_CHAINED_SECONDS = 3600;

    @Override
    public OperationModel<AssumeRoleRequest, AssumeRoleResponse> model() {
        return StsApi.ASSUME_ROLE;
    }

    @Override
    public List<Need> needs(AssumeRoleRequest input, Call call) {
        Optional<Identities.Role> role = identities.role(input.roleArn());
        // A role that does not exist is answered as one that trusts nobody, as AWS does.
        Need need = Need.of("sts:AssumeRole", input.roleArn())
                .guardedBy(role.map(Identities.Role::trustPolicy))
                .when("sts:RoleSessionName", List.of(input.roleSessionName()));
        return List.of(input.externalId()
                .map(id -> need.when("sts:ExternalId", List.of(id)))
                .orElse(need));
    }

    @Override
    public AssumeRoleResponse run(AssumeRoleRequest input, Call call) {
        refuseWhatIsNotBuilt(input);
        if (!input.roleSessionName().matches("[\\w+=,.@-]{2,64}")) {
            throw StsErrors.validation("roleSessionName must have 2 to 64 of the characters A-Z a-z 0-9 _+=,.@-");
        }
        Identities.Role role = identities.role(input.roleArn()).orElseThrow();
        int seconds = input.durationSeconds().orElse(USUAL_SECONDS);
        boolean isChained = call.principal() instanceof Principal.AssumedRole;
        int most = isChained ? MAX_CHAINED_SECONDS : role.maxSessionSeconds();
        if (seconds < 900 || seconds > most) {
            throw StsErrors.validation("The requested DurationSeconds must be from 900 to the " + most
                    + (isChained ? " of a role that is assumed by a role." : " of the role's MaxSessionDuration."));
        }
        input.policy().ifPresent(identities::checkSessionPolicy);
        Principal.AssumedRole session = SessionTable.session(role, input.roleSessionName(), input.policy());
        Credentials made = sessions.create(session, role.account(), Duration.ofSeconds(seconds));
        return AssumeRoleResponse.builder()
                .credentials(shape(made))
                .assumedRoleUser(new AssumedRoleUser(role.roleId() + ":" + input.roleSessionName(), session.arn()))
                .build();
    }

    static samara.wire.sts.Credentials shape(Credentials made) {
        return new samara.wire.sts.Credentials(
                made.accessKeyId(),
                made.secretAccessKey(),
                made.sessionToken().orElseThrow(),
                made.expiration().orElseThrow());
    }

    private static void refuseWhatIsNotBuilt(AssumeRoleRequest input) {
        if (input.policyArns().filter(list -> !list.isEmpty()).isPresent()) {
            throw StsErrors.notBuilt("PolicyArns");
        }
        if (input.tags().filter(list -> !list.isEmpty()).isPresent()) {
            throw StsErrors.notBuilt("Tags");
        }
        if (input.serialNumber().isPresent() || input.tokenCode().isPresent()) {
            throw StsErrors.notBuilt("TokenCode");
        }
        if (input.sourceIdentity().isPresent()) {
            throw StsErrors.notBuilt("SourceIdentity");
        }
        if (input.providedContexts().filter(list -> !list.isEmpty()).isPresent()) {
            throw StsErrors.notBuilt("ProvidedContexts");
        }
    }
}
