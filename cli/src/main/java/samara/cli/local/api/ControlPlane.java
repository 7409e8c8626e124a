package samara.cli.local.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import samara.cli.command.UserException;
import samara.cloud.apigateway.ApiGatewayService;
import samara.cloud.apigateway.ApiKeys;
import samara.cloud.apigateway.domain.Domains;
import samara.cloud.apigateway.http.HttpApiService;
import samara.cloud.apigateway.vpclink.VpcLinks;
import samara.cloud.kernel.Account;
import samara.cloud.kernel.Addresses;
import samara.cloud.kernel.Blobs;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Calls;
import samara.cloud.kernel.Clock;
import samara.cloud.kernel.Credentials;
import samara.cloud.kernel.Decision;
import samara.cloud.kernel.EventLog;
import samara.cloud.kernel.HttpRequest;
import samara.cloud.kernel.HttpResponse;
import samara.cloud.kernel.Identities;
import samara.cloud.kernel.Identity;
import samara.cloud.kernel.Ids;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.cloud.kernel.Principal;
import samara.cloud.kernel.Region;
import samara.cloud.kernel.Scheduler;
import samara.cloud.kernel.Scope;
import samara.cloud.kernel.Sessions;
import samara.cloud.kernel.Sites;
import samara.cloud.kernel.Store;
import samara.cloud.resource.ResourceHandler;
import samara.cloud.resource.ResourceHandlers;
import samara.cloud.resource.ResourceType;
import samara.cloud.tls.Certificates;
import samara.cloud.tls.LocalAuthority;
import samara.gateway.api.RestApi;
import samara.gateway.http.HttpApi;
import samara.gateway.waf.WebAcls;
import samara.wire.AwsException;
import samara.wire.OperationModel;

/// API Gateway's control plane in memory, as the embedded cloud has it, with no other service beside it: it turns
/// resources of templates into descriptions of APIs. Nobody but this command reaches it.
final class ControlPlane implements Calls, AutoCloseable {
    private final Map<OperationModel<?, ?>, Operation<?, ?>> operations = new HashMap<>();
    private final Store store = Store.inMemory();
    private final Scheduler scheduler;
    private final ApiGatewayService restApis;
    private final HttpApiService httpApis;
    private final ResourceHandlers handlers;
    private final Call caller;

    /// @param folder where nothing is written
    ControlPlane(String region, String account, Path folder) {
        Clock clock = Clock.system();
        Ids ids = Ids.random();
        this.scheduler = new Scheduler(clock);
        var kernel = new Kernel(
                store,
                new Blobs(folder),
                clock,
                scheduler,
                ids,
                new EventLog(store, scheduler),
                this,
                new NoIdentities(),
                new NoSessions(),
                new Sites(),
                new Addresses("127.0.0.1", 0),
                folder);
        var domains = new Domains(kernel, new Certificates(store));
        var keys = new ApiKeys(kernel);
        var links = new VpcLinks(kernel, new LocalAuthority(folder, clock, ids));
        this.restApis = new ApiGatewayService(kernel, new WebAcls(), domains, keys, links);
        this.httpApis = new HttpApiService(kernel, domains, keys, links);
        Stream.of(restApis.operations(), httpApis.operations())
                .flatMap(List::stream)
                .forEach(operation -> operations.put(operation.model(), operation));
        Map<String, ResourceType<?, ?>> types = new HashMap<>();
        Stream.of(restApis.resourceTypes(), httpApis.resourceTypes())
                .flatMap(List::stream)
                .forEach(type -> types.put(type.schema().name(), type));
        this.handlers = new ResourceHandlers(name -> Optional.ofNullable(types.get(name)));
        var owner = new Account(account);
        this.caller = new Call(
                new Scope(owner, region(region)),
                new Principal.Root(owner),
                "local",
                "127.0.0.1",
                Optional.empty(),
                Optional.empty());
    }

    private static Region region(String code) {
        try {
            return new Region(code);
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage() + " Give another one with --region.");
        }
    }

    /// Who makes all that is made here.
    Call caller() {
        return caller;
    }

    /// What makes resources of a type of API Gateway's.
    ResourceHandler<?, ?> handler(String type) {
        return handlers.find(type).orElseThrow(() -> new IllegalArgumentException(type));
    }

    /// What a REST API has become.
    RestApi restApi(String id) {
        return restApis.described(caller.scope(), id);
    }

    /// What an HTTP API has become.
    HttpApi httpApi(String id) {
        return httpApis.described(caller.scope(), id);
    }

    @Override
    public HttpResponse call(HttpRequest request, Call call) {
        throw new AwsException("NotImplemented", 501, "No service is called here: " + request.host());
    }

    @Override
    @SuppressWarnings("unchecked") // An operation's model has its types.
    public <I, O> O call(OperationModel<I, O> model, I input, Call call) {
        Operation<I, O> operation = (Operation<I, O>) operations.get(model);
        if (operation == null) {
            throw new AwsException("NotImplemented", 501, "`" + model.name() + "` is not built in `local start-api`.");
        }
        return operation.run(input, call);
    }

    @Override
    public void close() {
        httpApis.stop();
        restApis.stop();
        scheduler.close();
        store.close();
    }

    /// Nobody signs here, and whoever runs the command may do everything.
    private static final class NoIdentities implements Identities {
        @Override
        public Optional<Identity> byAccessKey(String accessKeyId) {
            return Optional.empty();
        }

        @Override
        public Optional<Role> role(String roleArn) {
            return Optional.empty();
        }

        @Override
        public String uniqueId(Principal principal) {
            return principal.name();
        }

        @Override
        public void checkSessionPolicy(String json) {
            throw new AwsException("NotImplemented", 501, "There are no sessions here.");
        }

        @Override
        public Decision decide(Call call, Need need) {
            return Decision.allowed("It is the one who runs the command.");
        }
    }

    /// Nothing is done in a role here.
    private static final class NoSessions implements Sessions {
        @Override
        public Credentials credentials(String role, String name, Principal.Service service, Duration lifetime) {
            throw new AwsException("NotImplemented", 501, "There are no roles here: " + role);
        }

        @Override
        public Principal.AssumedRole assume(String role, String name, Principal.Service service) {
            throw new AwsException("NotImplemented", 501, "There are no roles here: " + role);
        }
    }
}
