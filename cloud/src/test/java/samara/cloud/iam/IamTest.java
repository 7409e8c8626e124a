package samara.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import samara.cloud.kernel.Credentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

class IamTest extends CloudTest {
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    private final IamClient iam = client(IamClient.builder());

    @Test
    void keepsARoleWithItsPolicies() {
        iam.createRole(r -> r.roleName("worker").assumeRolePolicyDocument(TRUST).description("works"));
        iam.putRolePolicy(r -> r.roleName("worker").policyName("read").policyDocument(allow("s3:GetObject", "*")));
        String basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
        iam.attachRolePolicy(r -> r.roleName("worker").policyArn(basic));
        assertThat(iam.getRole(r -> r.roleName("worker")).role().description()).isEqualTo("works");
        assertThat(iam.listRolePolicies(r -> r.roleName("worker")).policyNames())
                .containsExactly("read");
        assertThat(iam.listAttachedRolePolicies(r -> r.roleName("worker")).attachedPolicies())
                .singleElement()
                .satisfies(policy -> assertThat(policy.policyArn()).isEqualTo(basic));
        assertThatThrownBy(() -> iam.deleteRole(r -> r.roleName("worker"))).isInstanceOf(DeleteConflictException.class);
    }

    @Test
    void refusesARoleTwice() {
        iam.createRole(r -> r.roleName("twice").assumeRolePolicyDocument(TRUST));
        assertThatThrownBy(() -> iam.createRole(r -> r.roleName("twice").assumeRolePolicyDocument(TRUST)))
                .isInstanceOf(EntityAlreadyExistsException.class);
    }

    @Test
    void refusesAnAwsManagedPolicyThatItDoesNotKeepByName() {
        iam.createRole(r -> r.roleName("hopeful").assumeRolePolicyDocument(TRUST));
        assertThatThrownBy(() -> iam.attachRolePolicy(
                        r -> r.roleName("hopeful").policyArn("arn:aws:iam::aws:policy/NoSuchThing")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("arn:aws:iam::aws:policy/NoSuchThing");
    }

    @Test
    void refusesATextThatIsNoPolicy() {
        assertThatThrownBy(() -> iam.createPolicy(r -> r.policyName("bad").policyDocument("{\"Statement\":[{}]}")))
                .isInstanceOf(MalformedPolicyDocumentException.class);
    }

    @Test
    void deniesAUserWhatNoPolicyAllowsAndAllowsItOnceOneDoes() {
        iam.createUser(r -> r.userName("carla"));
        var key = iam.createAccessKey(r -> r.userName("carla")).accessKey();
        IamClient carla = client(
                IamClient.builder(),
                new Credentials(key.accessKeyId(), key.secretAccessKey(), Optional.empty(), Optional.empty()));
        assertThatThrownBy(() -> carla.listUsers())
                .isInstanceOf(IamException.class)
                .hasMessageContaining("User: arn:aws:iam::000000000000:user/carla is not authorized to perform:"
                        + " iam:ListUsers because no identity-based policy allows the iam:ListUsers action");
        iam.putUserPolicy(r -> r.userName("carla").policyName("list").policyDocument(allow("iam:ListUsers", "*")));
        assertThat(carla.listUsers().users()).isNotEmpty();
    }

    @Test
    void recordsWhoWasDeniedAndWhy() {
        iam.createUser(r -> r.userName("denis"));
        var key = iam.createAccessKey(r -> r.userName("denis")).accessKey();
        IamClient denis = client(
                IamClient.builder(),
                new Credentials(key.accessKeyId(), key.secretAccessKey(), Optional.empty(), Optional.empty()));
        assertThatThrownBy(() -> denis.listRoles()).isInstanceOf(IamException.class);
        var denied = cloud().kernel()
                .events()
                .latest(event -> event.isDenied() && event.principal().endsWith("user/denis"), 1);
        assertThat(denied).singleElement().satisfies(event -> {
            assertThat(event.operation()).isEqualTo("ListRoles");
            assertThat(event.checks().getFirst().decision().reason()).contains("has no policy");
        });
    }

    @Test
    void keepsFiveVersionsOfAManagedPolicy() {
        String arn = iam.createPolicy(r -> r.policyName("versions").policyDocument(allow("s3:GetObject", "*")))
                .policy()
                .arn();
        for (int i = 0; i < 4; i++) {
            iam.createPolicyVersion(r ->
                    r.policyArn(arn).policyDocument(allow("s3:PutObject", "*")).setAsDefault(true));
        }
        assertThat(iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId())
                .isEqualTo("v5");
        assertThatThrownBy(
                        () -> iam.createPolicyVersion(r -> r.policyArn(arn).policyDocument(allow("s3:PutObject", "*"))))
                .isInstanceOf(software.amazon.awssdk.services.iam.model.LimitExceededException.class);
    }

    private static String allow(String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}]}";
    }
}
