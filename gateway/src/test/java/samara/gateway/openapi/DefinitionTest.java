package samara.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samara.gateway.api.Method;
import samara.gateway.api.Model;
import samara.gateway.http.HttpApi;
import samara.template.Diagnostic;
import samara.template.Node;

class DefinitionTest {
    private static final String INTEGRATION = """
            "x-amazon-apigateway-integration": {"type": "http_proxy", "httpMethod": "GET", "uri": "http://127.0.0.1/" %s}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rest | , "timeoutInMillis": "soon"                     | `timeoutInMillis` is a whole number, not `soon`.
                    http | , "timeoutInMillis": [1]                        | `timeoutInMillis` is a whole number, not `[1]`.
                    rest | , "responses": {"default": {"statusCode": "ok"}} | `statusCode` is an HTTP status from 100 to 599, not `ok`.
                    """)
    void refusesValuesThatAreNoNumbers(String kind, String member, String said) {
        Node document = document(INTEGRATION.formatted(member));

        assertThat(diagnostics(kind, document)).extracting(Diagnostic::message).containsExactly(said);
    }

    @ParameterizedTest
    @CsvSource({"rest", "http"})
    void refusesAuthorizationOfAnUnknownType(String kind) {
        Node document = document("\"x-amazon-apigateway-auth\": {\"type\": \"BASIC\"}, " + INTEGRATION.formatted(""));

        assertThat(diagnostics(kind, document))
                .extracting(Diagnostic::message)
                .containsExactly("`x-amazon-apigateway-auth` is of the type `BASIC`; known are NONE and AWS_IAM.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rest | "passthroughBehaviour" | Did you mean `passthroughBehavior`?
                    http | "timeoutInMilis"       | Did you mean `timeoutInMillis`?
                    http | "requestTemplates"     | is not known.
                    """)
    void refusesMembersOfIntegrationsThatNobodyReads(String kind, String member, String said) {
        Node document = document(INTEGRATION.formatted(", " + member + ": \"x\""));

        assertThat(diagnostics(kind, document))
                .singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .contains(member.replace('"', '`') + " in the integration of `GET /a` is not known.", said);
    }

    @Test
    void refusesAnExtensionThatHttpApisDoNotHave() {
        Node document = document("\"x-amazon-apigateway-request-validator\": \"all\", " + INTEGRATION.formatted(""));

        assertThat(diagnostics("http", document))
                .extracting(Diagnostic::message)
                .containsExactly(
                        "`x-amazon-apigateway-request-validator` of the route `GET /a` is not known to HTTP APIs.");
    }

    @Test
    void takesARoutesOwnAuthorizationBeforeWhatSecurityAsksFor() {
        Node signed = document("\"x-amazon-apigateway-auth\": {\"type\": \"aws_iam\"}, " + INTEGRATION.formatted(""));
        Node open = document("\"x-amazon-apigateway-auth\": {\"type\": \"none\"}, \"security\": [{\"sigv4\": []}], "
                + INTEGRATION.formatted(""));

        assertThat(List.of(routeType(signed), routeType(open))).containsExactly("AWS_IAM", "NONE");
        assertThat(List.of(methodType(signed), methodType(open))).containsExactly("AWS_IAM", "NONE");
    }

    @Test
    void refusesMembersOfTlsThatHttpApisDoNotHave() {
        Node document = document(INTEGRATION.formatted(", \"tlsConfig\": {\"insecureSkipVerification\": true}"));

        assertThat(diagnostics("http", document))
                .extracting(Diagnostic::message)
                .containsExactly("`insecureSkipVerification` in `tlsConfig` of `GET /a` is not known.");
    }

    @Test
    void refusesAnIntegrationThatIsNotWhereItIsLookedFor() {
        Node document = document("\"x-amazon-apigateway-integration\": {\"$ref\": \"#/components/schemas/Missing\"}");

        assertThat(diagnostics("http", document))
                .extracting(Diagnostic::message)
                .containsExactly(
                        "The integration of `GET /a` is at `#/components/schemas/Missing`, where there is none;"
                                + " such as `#/components/x-amazon-apigateway-integrations/NAME` was expected.");
    }

    @Test
    void refusesARouteOfAnHttpApiWithSeveralSchemes() {
        Node document = document("\"security\": [{\"sigv4\": []}, {\"other\": []}], " + INTEGRATION.formatted(""));

        assertThat(diagnostics("http", document))
                .extracting(Diagnostic::message)
                .containsExactly("`security` names several schemes; a route of an HTTP API has one authorizer.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"gett": {}}    | `gett` of the path `/b` is not known.
                    {"trace": {}}   | `trace` of the path `/b` is not known.
                    {"get": null}   | `get` is an object, not a null.
                    "text"          | `/b` is an object, not a string.
                    """)
    void refusesPathsThatHoldNoRoutes(String item, String said) {
        Node document = OpenApiText.parse(
                ("{\"openapi\": \"3.0.1\", \"paths\": {\"/b\": " + item + "}}").getBytes(StandardCharsets.UTF_8));

        assertThat(diagnostics("http", document))
                .extracting(Diagnostic::message)
                .containsExactly(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"allowOrigin": ["*"]}          | `allowOrigin` in `x-amazon-apigateway-cors` is not known. Did you mean `allowOrigins`?
                    {"allowCredentials": "perhaps"} | `allowCredentials` is true or false.
                    """)
    void refusesCorsThatCanNotBeMeant(String cors, String said) {
        Node document = OpenApiText.parse(
                ("{\"openapi\": \"3.0.1\", \"paths\": {}, \"x-amazon-apigateway-cors\": " + cors + "}")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(diagnostics("http", document))
                .extracting(Diagnostic::message)
                .containsExactly(said);
    }

    @Test
    void keepsNumbersThatNoLongHolds() {
        Node document = OpenApiText.parse("""
                {"swagger": "2.0", "info": {"title": "a", "version": "1"}, "paths": {}, "definitions": {"Big":
                 {"type": "number", "minimum": -5, "maximum": 1e400}}}
                """.getBytes(StandardCharsets.UTF_8));

        var models = OpenApiReader.read(document, () -> "id").api().models();
        assertThat(models.values())
                .extracting(Model::schema)
                .anySatisfy(schema -> assertThat(schema).contains("\"minimum\":-5", "1E+400"));
    }

    private static String routeType(Node document) {
        HttpApi api = HttpApiReader.read(document, () -> "id").api();
        return api.routes().values().iterator().next().authorizationType();
    }

    private static String methodType(Node document) {
        return OpenApiReader.read(document, () -> "id").api().resources().values().stream()
                .flatMap(resource -> resource.methods().values().stream())
                .map(Method::authorizationType)
                .findFirst()
                .orElseThrow();
    }

    private static List<Diagnostic> diagnostics(String kind, Node document) {
        return kind.equals("rest")
                ? OpenApiReader.read(document, () -> "id").diagnostics()
                : HttpApiReader.read(document, () -> "id").diagnostics();
    }

    private static Node document(String operation) {
        return OpenApiText.parse("""
                {"openapi": "3.0.1", "info": {"title": "a", "version": "1"}, "paths": {"/a": {"get": {%s}}},
                 "components": {"securitySchemes": {"sigv4":
                  {"type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4"}}}}
                """.formatted(operation).getBytes(StandardCharsets.UTF_8));
    }
}
