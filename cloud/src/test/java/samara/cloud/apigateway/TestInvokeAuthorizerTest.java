package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import samara.wire.AwsException;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateAuthorizerRequest;
import samara.wire.apigateway.TestInvokeAuthorizerRequest;
import samara.wire.apigateway.TestInvokeAuthorizerResponse;

class TestInvokeAuthorizerTest extends ServiceInMemory {
    private static final String URI = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/"
            + "arn:aws:lambda:eu-west-1:123456789012:function:hello/invocations";

    private String authorizer(String api) {
        return calls.call(
                        ApiGatewayApi.CREATE_AUTHORIZER,
                        CreateAuthorizerRequest.builder()
                                .restApiId(api)
                                .name("a")
                                .type("TOKEN")
                                .authorizerUri(URI)
                                .identitySource("method.request.header.Authorization")
                                .identityValidationExpression("[a-z]+")
                                .build(),
                        admin)
                .id()
                .orElseThrow();
    }

    private TestInvokeAuthorizerResponse test(String api, String authorizer, Map<String, String> headers) {
        return calls.call(
                ApiGatewayApi.TEST_INVOKE_AUTHORIZER,
                TestInvokeAuthorizerRequest.builder()
                        .restApiId(api)
                        .authorizerId(authorizer)
                        .headers(headers)
                        .build(),
                admin);
    }

    @Test
    void showsThePolicyWhateverItSays() {
        String api = imported();
        String authorizer = authorizer(api);
        answer = """
                {"principalId":"me","policyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Deny",
                "Action":"execute-api:Invoke","Resource":"*"}]}}""";
        var said = test(api, authorizer, Map.of("Authorization", "secret"));
        assertThat(said.clientStatus()).contains(200);
        assertThat(said.principalId()).contains("me");
        assertThat(said.policy().orElseThrow()).contains("\"Effect\":\"Deny\"");
    }

    @Test
    void answers401ToATokenThatDoesNotMatch() {
        String api = imported();
        String authorizer = authorizer(api);
        for (Map<String, String> headers : List.of(Map.<String, String>of(), Map.of("Authorization", "12"))) {
            assertThat(test(api, authorizer, headers).clientStatus()).contains(401);
        }
    }

    @Test
    void answers500ToAFunctionThatSaysNoPolicy() {
        String api = imported();
        var said = test(api, authorizer(api), Map.of("Authorization", "secret"));
        assertThat(said.clientStatus()).contains(500);
        assertThat(said.log().orElseThrow()).contains("`principalId`");
    }

    @Test
    void knowsTheAuthorizersOfTheApiOnly() {
        String api = imported();
        assertThatThrownBy(() -> test(api, "nobody", Map.of()))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Invalid Authorizer identifier");
    }
}
