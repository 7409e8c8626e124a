package samara.cloud.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import samara.cloud.CloudTest;
import samara.cloud.kernel.Credentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.StsException;

class StsTest extends CloudTest {
    private static StsClientBuilder sts() {
        return StsClient.builder();
    }

    @Test
    void tellsTheAdministratorWhoTheyAre() {
        var identity = client(sts()).getCallerIdentity();
        assertThat(identity.account()).isEqualTo("000000000000");
        assertThat(identity.arn()).isEqualTo("arn:aws:iam::000000000000:root");
    }

    @Test
    void takesTestAndTestOnTheLoopbackAddress() {
        assertThat(client(sts(), key("test", "test")).getCallerIdentity().account())
                .isEqualTo("000000000000");
    }

    @Test
    void refusesAWrongSecret() {
        String id = cloud().adminCredentials().accessKeyId();
        assertThatThrownBy(() -> client(sts(), key(id, "wrong")).getCallerIdentity())
                .isInstanceOfSatisfying(AwsServiceException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
                });
    }

    @Test
    void refusesAnUnknownKey() {
        assertThatThrownBy(() -> client(sts(), key("AKIAXXXXXXXXXXXXXXXX", "x")).getCallerIdentity())
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId"));
    }

    @Test
    void givesARoleToWhomItsTrustPolicyNames() {
        String arn = role("trusting", "{\"AWS\":\"arn:aws:iam::000000000000:root\"}");
        var session = client(sts())
                .assumeRole(request -> request.roleArn(arn).roleSessionName("me"))
                .credentials();
        var identity = client(
                        sts(),
                        new Credentials(
                                session.accessKeyId(),
                                session.secretAccessKey(),
                                Optional.of(session.sessionToken()),
                                Optional.empty()))
                .getCallerIdentity();
        assertThat(identity.arn()).isEqualTo("arn:aws:sts::000000000000:assumed-role/trusting/me");
    }

    @Test
    void refusesARoleToWhomItsTrustPolicyDoesNotName() {
        String arn = role("closed", "{\"Service\":\"lambda.amazonaws.com\"}");
        assertThatThrownBy(() ->
                        client(sts()).assumeRole(request -> request.roleArn(arn).roleSessionName("me")))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("User: arn:aws:iam::000000000000:root is not authorized to perform:"
                        + " sts:AssumeRole on resource: " + arn);
    }

    @Test
    void answersWhatIsNotBuiltByName() {
        assertThatThrownBy(() -> client(sts()).getFederationToken(request -> request.name("someone")))
                .isInstanceOfSatisfying(AwsServiceException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(501);
                    assertThat(e.getMessage()).contains("sts:GetFederationToken");
                });
    }

    private static String role(String name, String principal) {
        return client(IamClient.builder())
                .createRole(request -> request.roleName(name)
                        .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                + "\"Principal\":" + principal + ",\"Action\":\"sts:AssumeRole\"}]}"))
                .role()
                .arn();
    }

    private static Credentials key(String id, String secret) {
        return new Credentials(id, secret, Optional.empty(), Optional.empty());
    }
}
