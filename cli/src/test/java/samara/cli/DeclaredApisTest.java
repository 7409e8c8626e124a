package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `local start-api` with APIs that are described by resources of their own, as the AWS CDK writes them.
class DeclaredApisTest {
    private static final String REST = """
            Resources:
              Get:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Api
                  ResourceId: !Ref Item
                  HttpMethod: GET
                  AuthorizationType: NONE
                  MethodResponses: [{StatusCode: 200}]
                  Integration: &mock
                    Type: MOCK
                    RequestTemplates: {application/json: '{"statusCode": 200}'}
                    IntegrationResponses:
                      - StatusCode: 200
                        ResponseTemplates: {application/json: "$input.params('id') $stageVariables.colour"}
              Post:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Api
                  ResourceId: !Ref Items
                  HttpMethod: POST
                  AuthorizationType: NONE
                  RequestValidatorId: !Ref Validator
                  RequestModels: {application/json: !Ref Thing}
                  MethodResponses: [{StatusCode: 200}]
                  Integration: *mock
              Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: declared}}
              Item:
                Type: AWS::ApiGateway::Resource
                Properties: {RestApiId: !Ref Api, ParentId: !Ref Items, PathPart: "{id}"}
              Items:
                Type: AWS::ApiGateway::Resource
                Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: items}
              Thing:
                Type: AWS::ApiGateway::Model
                Properties:
                  RestApiId: !Ref Api
                  ContentType: application/json
                  Schema: {type: object, required: [name]}
              Validator:
                Type: AWS::ApiGateway::RequestValidator
                Properties: {RestApiId: !Ref Api, ValidateRequestBody: true}
              Worded:
                Type: AWS::ApiGateway::GatewayResponse
                Properties: {RestApiId: !Ref Api, ResponseType: BAD_REQUEST_BODY, StatusCode: 422}
              Stage:
                Type: AWS::ApiGateway::Stage
                Properties: {RestApiId: !Ref Api, StageName: live, Variables: {colour: green}}
            """;

    @TempDir
    Path folder;

    private Served serve(String template) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("template.yaml"), template);
        return new Served(folder, "local", "start-api", "-p", "0");
    }

    @Test
    void methodsOfARestApiAreServedWithAllThatBelongsToThem() throws IOException, InterruptedException {
        try (var served = serve(REST)) {
            assertThat(served.get("/items/7").body()).isEqualTo("7 green");
            assertThat(served.post("/items", "{\"name\": 1}").statusCode()).isEqualTo(200);
            assertThat(served.post("/items", "{}").statusCode()).isEqualTo(422);
            assertThat(served.err()).contains("POST    /items  needs a valid request");
        }
    }

    @Test
    void routesOfAnHttpApiAreServedBesideAWebSocketApiThatIsNot() throws IOException, InterruptedException {
        HttpServer backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        backend.start();
        try (var served = serve("""
                Resources:
                  Route:
                    Type: AWS::ApiGatewayV2::Route
                    Properties: {ApiId: !Ref Api, RouteKey: GET /a, Target: !Sub "integrations/${To}"}
                  To:
                    Type: AWS::ApiGatewayV2::Integration
                    Properties:
                      ApiId: !Ref Api
                      IntegrationType: HTTP_PROXY
                      IntegrationMethod: GET
                      IntegrationUri: http://127.0.0.1:%d/
                      PayloadFormatVersion: "1.0"
                  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: a, ProtocolType: HTTP}}
                  Chat: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: b, ProtocolType: WEBSOCKET}}
                """.formatted(backend.getAddress().getPort()))) {
            assertThat(served.get("/a").statusCode()).isEqualTo(204);
            assertThat(served.err()).contains("`Chat` is a WebSocket API, which `local start-api` does not serve.");
        } finally {
            backend.stop(0);
        }
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() throws IOException, InterruptedException {
        try (var served = serve(REST.replace("RequestValidatorId", "RequestValidator"))) {
            assertThat(served.err()).contains("template.yaml:").contains("RequestValidator");
        }
        try (var served = serve(REST.replace("ParentId: !Ref Items", "ParentId: nowhere"))) {
            assertThat(served.err())
                    .contains("template.yaml:")
                    .contains("`Item`")
                    .contains("Invalid Resource identifier");
        }
        try (var served = serve(REST.replace("Name: declared", "Name: !Ref Item"))) {
            assertThat(served.err()).contains("`Api`: it refers to itself by what it refers to.");
        }
    }
}
