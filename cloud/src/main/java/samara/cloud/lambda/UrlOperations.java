package samara.cloud.lambda;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.lambda.CreateFunctionUrlConfigRequest;
import samara.wire.lambda.CreateFunctionUrlConfigResponse;
import samara.wire.lambda.DeleteFunctionUrlConfigRequest;
import samara.wire.lambda.FunctionUrlConfig;
import samara.wire.lambda.GetFunctionUrlConfigRequest;
import samara.wire.lambda.GetFunctionUrlConfigResponse;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.ListFunctionUrlConfigsRequest;
import samara.wire.lambda.ListFunctionUrlConfigsResponse;
import samara.wire.lambda.UpdateFunctionUrlConfigRequest;
import samara.wire.lambda.UpdateFunctionUrlConfigResponse;

/// Making, reading and changing function URLs.
final class UrlOperations {
    private final Kernel kernel;
    private final Functions functions;
    private final Urls urls;

    UrlOperations(Kernel kernel, Functions functions, Urls urls) {
        this.kernel = kernel;
        this.functions = functions;
        this.urls = urls;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new LambdaOperation<>(
                        LambdaApi.CREATE_FUNCTION_URL_CONFIG,
                        (in, call) ->
                                needs("CreateFunctionUrlConfig", in.functionName(), Optional.of(in.authType()), call),
                        this::create),
                new LambdaOperation<>(
                        LambdaApi.UPDATE_FUNCTION_URL_CONFIG,
                        (in, call) -> needs("UpdateFunctionUrlConfig", in.functionName(), in.authType(), call),
                        this::update),
                new LambdaOperation<>(
                        LambdaApi.GET_FUNCTION_URL_CONFIG,
                        (in, call) -> needs("GetFunctionUrlConfig", in.functionName(), Optional.empty(), call),
                        this::get),
                new LambdaOperation<>(
                        LambdaApi.DELETE_FUNCTION_URL_CONFIG,
                        (in, call) -> needs("DeleteFunctionUrlConfig", in.functionName(), Optional.empty(), call),
                        this::delete),
                new LambdaOperation<>(
                        LambdaApi.LIST_FUNCTION_URL_CONFIGS,
                        (in, call) -> needs("ListFunctionUrlConfigs", in.functionName(), Optional.empty(), call),
                        this::list));
    }

    private static List<Need> needs(String action, String function, Optional<String> auth, Call call) {
        return LambdaOperation.on(action, function, call).stream()
                .map(need -> auth.isPresent() ? need.when("lambda:FunctionUrlAuthType", List.of(auth.get())) : need)
                .toList();
    }

    private CreateFunctionUrlConfigResponse create(CreateFunctionUrlConfigRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), in.qualifier());
        functions.resolve(call.scope(), name);
        var now = kernel.clock().now();
        var url = new StoredUrl(
                call.scope(),
                kernel.ids().lowerAlphanumeric(32),
                name.name(),
                name.qualifier(),
                StoredUrl.Auth.valueOf(in.authType()),
                streams(in.invokeMode(), false),
                in.cors().map(StoredUrl.CrossOrigin::of),
                now,
                now);
        urls.create(url);
        return CreateFunctionUrlConfigResponse.builder()
                .functionUrl(url.address(kernel.addresses()))
                .functionArn(url.arn())
                .authType(url.auth().name())
                .cors(url.cors().map(StoredUrl.CrossOrigin::shown).orElse(null))
                .creationTime(ShownFunction.time(url.created()))
                .invokeMode(url.invokeMode())
                .build();
    }

    private UpdateFunctionUrlConfigResponse update(UpdateFunctionUrlConfigRequest in, Call call) {
        var name = FunctionName.of(in.functionName(), in.qualifier());
        StoredUrl url = urls.change(
                call.scope(),
                name,
                before -> new StoredUrl(
                        before.scope(),
                        before.id(),
                        before.function(),
                        before.qualifier(),
                        in.authType().map(StoredUrl.Auth::valueOf).orElse(before.auth()),
                        streams(in.invokeMode(), before.streams()),
                        in.cors().map(StoredUrl.CrossOrigin::of).or(before::cors),
                        before.created(),
                        kernel.clock().now()));
        return UpdateFunctionUrlConfigResponse.builder()
                .functionUrl(url.address(kernel.addresses()))
                .functionArn(url.arn())
                .authType(url.auth().name())
                .cors(url.cors().map(StoredUrl.CrossOrigin::shown).orElse(null))
                .creationTime(ShownFunction.time(url.created()))
                .lastModifiedTime(ShownFunction.time(url.modified()))
                .invokeMode(url.invokeMode())
                .build();
    }

    private GetFunctionUrlConfigResponse get(GetFunctionUrlConfigRequest in, Call call) {
        StoredUrl url = urls.find(call.scope(), FunctionName.of(in.functionName(), in.qualifier()))
                .orElseThrow(LambdaErrors::noPolicy);
        return GetFunctionUrlConfigResponse.builder()
                .functionUrl(url.address(kernel.addresses()))
                .functionArn(url.arn())
                .authType(url.auth().name())
                .cors(url.cors().map(StoredUrl.CrossOrigin::shown).orElse(null))
                .creationTime(ShownFunction.time(url.created()))
                .lastModifiedTime(ShownFunction.time(url.modified()))
                .invokeMode(url.invokeMode())
                .build();
    }

    private Nothing delete(DeleteFunctionUrlConfigRequest in, Call call) {
        urls.delete(call.scope(), FunctionName.of(in.functionName(), in.qualifier()));
        return Nothing.INSTANCE;
    }

    private ListFunctionUrlConfigsResponse list(ListFunctionUrlConfigsRequest in, Call call) {
        String function = FunctionName.of(in.functionName(), Optional.empty()).name();
        functions.facts(call.scope(), function);
        Page<StoredUrl> page = Page.of(
                urls.list(call.scope(), function),
                url -> url.qualifier().orElse(""),
                Comparator.naturalOrder(),
                new Page.Asked(in.marker(), in.maxItems()));
        return ListFunctionUrlConfigsResponse.builder()
                .functionUrlConfigs(page.items().stream().map(this::shown).toList())
                .nextMarker(page.next())
                .build();
    }

    private FunctionUrlConfig shown(StoredUrl url) {
        return FunctionUrlConfig.builder()
                .functionUrl(url.address(kernel.addresses()))
                .functionArn(url.arn())
                .authType(url.auth().name())
                .cors(url.cors().map(StoredUrl.CrossOrigin::shown).orElse(null))
                .creationTime(ShownFunction.time(url.created()))
                .lastModifiedTime(ShownFunction.time(url.modified()))
                .invokeMode(url.invokeMode())
                .build();
    }

    private static boolean streams(Optional<String> mode, boolean otherwise) {
        return mode.map("RESPONSE_STREAM"::equals).orElse(otherwise);
    }
}
