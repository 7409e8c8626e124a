package samara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `local start-api` with a function that answers while it writes (`ResponseTransferMode` of an event).
class StreamedApiTest {
    private static final String CODE = """
            exports.handler = awslambda.streamifyResponse(async (event, stream) => {
              stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { 'X-Own': 'yes' } });
              stream.write('first,');
              await fetch(event.queryStringParameters.url);
              stream.write('second');
              stream.end();
            });
            """;
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Writer:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: nodejs22.x
                  Handler: app.handler
                  CodeUri: code
                  Timeout: 60
                  Events:
                    Get: {Type: Api, Properties: {Path: /, Method: get, ResponseTransferMode: RESPONSE_STREAM}}
            """;

    @TempDir
    Path folder;

    @Test
    void partsReachTheClientAsTheyAreWritten() throws Exception {
        Files.createDirectory(folder.resolve("code"));
        Files.writeString(folder.resolve("code/app.js"), CODE);
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        var wasRead = new CompletableFuture<String>();
        HttpServer gate = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gate.createContext("/", exchange -> {
            wasRead.orTimeout(30, TimeUnit.SECONDS).join();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        gate.start();
        try (var served = new Served(folder, "local", "start-api", "-p", "0");
                HttpClient client = HttpClient.newHttpClient()) {
            String url = "http://127.0.0.1:" + gate.getAddress().getPort() + "/";
            HttpResponse<InputStream> answer = client.send(
                    HttpRequest.newBuilder(served.at("/?url=" + url)).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                assertThat(answer.statusCode()).as(served.err()).isEqualTo(201);
                assertThat(answer.headers().firstValue("X-Own")).contains("yes");
                assertThat(new String(body.readNBytes(6), StandardCharsets.UTF_8))
                        .isEqualTo("first,");
                wasRead.complete("read");
                assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("second");
            }
        } finally {
            gate.stop(0);
        }
    }
}
