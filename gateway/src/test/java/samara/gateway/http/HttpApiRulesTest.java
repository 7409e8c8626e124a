package samara.gateway.http;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samara.gateway.UnsupportedApiException;
import samara.gateway.openapi.HttpApiReader;
import samara.gateway.openapi.OpenApiText;

class HttpApiRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "requestParameters": {"append:path": "/a"}                      | The parameter mapping `append:path` of a request is not known.
                    "requestParameters": {"overwrite:statuscode": "200"}            | The parameter mapping `overwrite:statuscode` of a request is not known.
                    "requestParameters": {"overwrite:header.Authorization": "x"}    | Operations on header authorization are restricted.
                    "requestParameters": {"append:header.X-Amzn-Trace": "x"}        | Operations on header x-amzn-trace are restricted.
                    "requestParameters": {"append:header.a": "$response.header.b"}  | The parameter mapping `append:header.a` of a request can't be of `$response.header.b`: there is no `$response` in it.
                    "responseParameters": {"200": {"append:querystring.a": "b"}}    | The parameter mapping `append:querystring.a` of a response is not known.
                    "responseParameters": {"200": {"append:header.a": "${request.header.b}"}} | The parameter mapping `append:header.a` of a response can't be of `${request.header.b}`: there is no `$request` in it.
                    "responseParameters": {"ok": {"append:header.a": "b"}}          | `responseParameters` are given for a status from 200 to 599, not for `ok`.
                    "timeoutInMillis": 40                                           | Timeout should be between 50 ms and 30000 ms, not 40.
                    "timeoutInMillis": 30001                                        | Timeout should be between 50 ms and 30000 ms, not 30001.
                    "connectionType": "VPN"                                         | The connection type `VPN` is not known; known are INTERNET and VPC_LINK.
                    """)
    void refusesIntegrationsThatApiGatewayRefuses(String member, String said) {
        assertThatThrownBy(() -> check("/a", member, "{}"))
                .hasMessage(said)
                .isInstanceOf(UnsupportedApiException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /{proxy+}/a | The route key `GET /{proxy+}/a` can't have `{proxy+}`: a variable is a whole part of the path, and `{proxy+}` its last.
                    /a/{b       | The route key `GET /a/{b` can't have `{b`: a variable is a whole part of the path, and `{proxy+}` its last.
                    /a/x{b}     | The route key `GET /a/x{b}` can't have `x{b}`: a variable is a whole part of the path, and `{proxy+}` its last.
                    a           | Unable to parse the route key `GET a`: `$default` or a method and a path (`GET /items/{id}`) was expected
                    """)
    void refusesPathsThatNoRouteHas(String path, String said) {
        assertThatThrownBy(() -> check(path, "\"description\": \"\"", "{}")).hasMessage(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"allowOrigins": ["*"], "allowCredentials": true} | CORS: `allowCredentials` can't be true where `allowOrigins` has `*`: browsers refuse that.
                    {"allowOrigins": ["https://*.example.com"]}       | CORS: `https://*.example.com` is no origin: `*`, `https://*`, or a scheme and a host (`https://example.com`) was expected.
                    {"allowOrigins": ["*"], "maxAge": 86401}          | CORS: `maxAge` is -1 to 86400 seconds, not 86401.
                    """)
    void refusesCorsThatApiGatewayRefuses(String cors, String said) {
        assertThatThrownBy(() -> check("/a", "\"description\": \"\"", cors)).hasMessage(said);
    }

    @Test
    void takesWhatMayBeMapped() {
        assertThatNoException().isThrownBy(() -> check("/a/{b}/{proxy+}", """
                "requestParameters": {"overwrite:header.Host": "b", "remove:querystring.q": "''",
                  "overwrite:path": "/x/$request.path.b"},
                "responseParameters": {"201": {"overwrite:statuscode": "$response.body.code"}}""", """
                {"allowOrigins": ["https://*", "http://localhost:3000"], "allowCredentials": true, "maxAge": -1}"""));
    }

    private static void check(String path, String member, String cors) {
        String document = """
                {"openapi": "3.0.1", "paths": {"%s": {"get": {"x-amazon-apigateway-integration":
                  {"type": "http_proxy", "httpMethod": "GET", "uri": "http://127.0.0.1/", %s}}}},
                 "x-amazon-apigateway-cors": %s}""".formatted(path, member, cors);
        HttpStage.check(HttpApiReader.read(OpenApiText.parse(document.getBytes(StandardCharsets.UTF_8)), () -> "id")
                .api());
    }
}
