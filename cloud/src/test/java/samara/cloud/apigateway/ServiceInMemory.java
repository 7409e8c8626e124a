package samara.cloud.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import samara.cloud.apigateway.domain.Domains;
import samara.cloud.apigateway.vpclink.VpcLinks;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Addresses;
import samara.cloud.kernel.Blobs;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Calls;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.EventLog;
import samara.cloud.kernel.Headers;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scheduler;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Sites;
import samara.cloud.kernel.Store;
import samara.cloud.tls.Certificates;
import samara.cloud.tls.LocalAuthority;
import samara.wire.AwsException;
import samara.wire.Blob;
import samara.wire.OperationModel;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateDeploymentRequest;
import samara.wire.apigateway.ImportRestApiRequest;
import samara.wire.lambda.InvocationRequest;
import samara.wire.lambda.InvocationResponse;
import samara.wire.lambda.LambdaApi;

/// The service over a kernel in memory, with functions that a test answers for: what is deployed is served.
abstract class ServiceInMemory {
    private static final Scope SCOPE = new Scope(new Account("123456789012"), new Region("eu-west-1"));
    private static final String FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:hello";
    static final String DOCUMENT = """
            {"swagger":"2.0","info":{"title":"hello","version":"1"},"paths":{"/hello/{id}":{"get":{"responses":{},
            "x-amazon-apigateway-integration":{"type":"aws_proxy","httpMethod":"POST","uri":
            "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/%s/invocations"}}}}}
            """.formatted(FUNCTION);

    final Clock clock = Clock.frozenAt(java.time.Instant.parse("2026-11-23T01:02:03Z"));
    private final Scheduler scheduler = new Scheduler(clock);
    private final Store store = Store.inMemory();
    final FakeCalls calls = new FakeCalls();
    final Call admin =
            new Call(SCOPE, new Principal.Root(SCOPE.account()), "r", "127.0.0.1", Optional.empty(), Optional.empty());

    private Sites sites = new Sites();
    String seenBy = "";
    String answer = "{\"statusCode\":200,\"body\":\"hi\"}";

    /// Runs the service's operations, and is the Lambda service.
    final class FakeCalls implements Calls {
        final Map<String, Operation<?, ?>> operations = new HashMap<>();
        boolean permitted = true;

        @Override
        public HttpResponse call(HttpRequest request, Call call) {
            throw new AwsException("NotImplemented", 501, request.host());
        }

        @Override
        @SuppressWarnings("unchecked") // an operation's model has its types
        public <I, O> O call(OperationModel<I, O> operation, I input, Call call) {
            if (operation.equals(LambdaApi.INVOKE)) {
                return (O) invoke((InvocationRequest) input, call);
            }
            Operation<I, O> built = (Operation<I, O>) operations.get(operation.name());
            if (built == null) {
                throw new AwsException("NotImplemented", 501, operation.name());
            }
            assertThat(built.needs(input, call)).isNotEmpty();
            return built.run(input, call);
        }

        private InvocationResponse invoke(InvocationRequest request, Call call) {
            if (!permitted) {
                throw new AwsException("AccessDeniedException", 403, "no statement allows it");
            }
            seenBy = call.principal() instanceof Principal.Service s ? s.name() + " " + s.sourceArn() : "";
            assertThat(request.functionName()).isEqualTo(FUNCTION);
            return InvocationResponse.builder()
                    .statusCode(200)
                    .payload(Blob.of(answer.getBytes(StandardCharsets.UTF_8)))
                    .build();
        }
    }

    @BeforeEach
    void start(@TempDir Path folder) {
        start(folder, sites);
    }

    final void start(Path folder, Sites at) {
        sites = at;
        Kernel kernel = new Kernel(
                store,
                new Blobs(folder.resolve("blobs")),
                clock,
                scheduler,
                Ids.seeded(7),
                new EventLog(store, scheduler),
                calls,
                new Everybody(),
                new NoSessions(),
                sites,
                new Addresses("127.0.0.1", 4566),
                folder);
        ApiGatewayService service = new ApiGatewayService(
                kernel,
                new samara.gateway.waf.WebAcls(),
                new Domains(kernel, new Certificates(kernel.store())),
                new ApiKeys(kernel),
                new VpcLinks(kernel, new LocalAuthority(folder, clock, kernel.ids())));
        service.operations().forEach(o -> calls.operations.put(o.model().name(), o));
        service.start();
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    final HttpResponse get(String host, String path, Headers headers) {
        HttpRequest request = new HttpRequest(
                "GET", path, Optional.empty(), headers, new ByteArrayInputStream(new byte[0]), host, "127.0.0.1", "r");
        return sites.claiming(request).orElseThrow().serve(request);
    }

    final HttpResponse get(String api, String path) {
        return get("127.0.0.1", "/_aws/execute-api/" + api + path, Headers.none());
    }

    static String body(HttpResponse response) {
        return response.content() instanceof HttpResponse.Content.Bytes bytes
                ? new String(bytes.bytes(), StandardCharsets.UTF_8)
                : "";
    }

    final String imported() {
        return calls.call(
                        ApiGatewayApi.IMPORT_REST_API,
                        ImportRestApiRequest.builder()
                                .body(Blob.of(DOCUMENT.getBytes(StandardCharsets.UTF_8)))
                                .build(),
                        admin)
                .id()
                .orElseThrow();
    }

    final void deploy(String api, String stage) {
        calls.call(
                ApiGatewayApi.CREATE_DEPLOYMENT,
                CreateDeploymentRequest.builder()
                        .restApiId(api)
                        .stageName(stage)
                        .build(),
                admin);
    }
}
