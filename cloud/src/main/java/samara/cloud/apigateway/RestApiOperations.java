package samara.cloud.apigateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.Patches.Patch;
import samara.cloud.apigateway.domain.Domains;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.api.ApiSettings;
import samara.gateway.api.RestApi;
import samara.gateway.json.JsonSyntaxException;
import samara.gateway.openapi.OpenApiReader;
import samara.gateway.openapi.OpenApiText;
import samara.gateway.openapi.OpenApiWriter;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.YamlWriter;
import samara.wire.Blob;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateRestApiRequest;
import samara.wire.apigateway.DeleteRestApiRequest;
import samara.wire.apigateway.ExportResponse;
import samara.wire.apigateway.GetExportRequest;
import samara.wire.apigateway.GetRestApiRequest;
import samara.wire.apigateway.GetRestApisRequest;
import samara.wire.apigateway.ImportRestApiRequest;
import samara.wire.apigateway.PutRestApiRequest;
import samara.wire.apigateway.UpdateRestApiRequest;

/// Operations on APIs as a whole: create, import, put, export, update, delete.
final class RestApiOperations {
    private final RestApis apis;
    private final Domains domains;
    private final Documentation documentation;

    RestApiOperations(RestApis apis, Domains domains, Documentation documentation) {
        this.apis = apis;
        this.documentation = documentation;
        this.domains = domains;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(ApiGatewayApi.CREATE_REST_API, "POST", in -> "/restapis", this::create),
                new ApiOperation<>(ApiGatewayApi.GET_REST_API, "GET", in -> path(in.restApiId()), this::get),
                new ApiOperation<>(ApiGatewayApi.GET_REST_APIS, "GET", in -> "/restapis", this::list),
                new ApiOperation<>(ApiGatewayApi.UPDATE_REST_API, "PATCH", in -> path(in.restApiId()), this::update),
                new ApiOperation<>(ApiGatewayApi.DELETE_REST_API, "DELETE", in -> path(in.restApiId()), this::delete),
                new ApiOperation<>(ApiGatewayApi.IMPORT_REST_API, "POST", in -> "/restapis", this::importApi),
                new ApiOperation<>(ApiGatewayApi.PUT_REST_API, "PUT", in -> path(in.restApiId()), this::put),
                new ApiOperation<>(
                        ApiGatewayApi.GET_EXPORT,
                        "GET",
                        in -> path(in.restApiId()) + "/stages/" + in.stageName() + "/exports/" + in.exportType(),
                        this::export));
    }

    static String path(String apiId) {
        return "/restapis/" + apiId;
    }

    private samara.wire.apigateway.RestApi create(CreateRestApiRequest in, Call call) {
        if (in.name().isBlank()) {
            throw ApiGatewayErrors.badRequest("API name must not be blank");
        }
        in.securityPolicy().ifPresent(p -> {
            throw ApiGatewayErrors.notBuilt("`securityPolicy` of a REST API");
        });
        in.endpointAccessMode().ifPresent(p -> {
            throw ApiGatewayErrors.notBuilt("`endpointAccessMode` of a REST API");
        });
        RestApi empty = in.cloneFrom()
                .map(other -> apis.api(call.scope(), other).api())
                .orElseGet(() -> RestApi.empty(in.name(), apis.newId()).withModels(DefaultModels.of(apis::newId)));
        RestApi api = new RestApi(
                in.name(),
                in.description(),
                in.version().or(empty::version),
                settings(in, empty.settings()),
                empty.resources(),
                empty.models(),
                empty.validators(),
                empty.authorizers(),
                empty.gatewayResponses());
        ApiLimits.check(api);
        return Views.restApi(apis.create(call.scope(), api, in.tags().orElse(Map.of())));
    }

    private static ApiSettings settings(CreateRestApiRequest in, ApiSettings base) {
        return new ApiSettings(
                in.binaryMediaTypes().orElse(base.binaryMediaTypes()),
                in.minimumCompressionSize().or(base::minimumCompressionSize),
                in.apiKeySource().orElse(base.apiKeySource()),
                in.endpointConfiguration().flatMap(e -> e.types()).orElse(base.endpointTypes()),
                in.endpointConfiguration().flatMap(e -> e.vpcEndpointIds()).orElse(base.vpcEndpointIds()),
                in.policy().filter(p -> !p.isBlank()).or(base::policy),
                in.disableExecuteApiEndpoint().orElse(base.disableExecuteApiEndpoint()));
    }

    private samara.wire.apigateway.RestApi get(GetRestApiRequest in, Call call) {
        return Views.restApi(apis.api(call.scope(), in.restApiId()));
    }

    private samara.wire.apigateway.RestApis list(GetRestApisRequest in, Call call) {
        var page = Pages.of(apis.list(call.scope()), StoredApi::id, in.position(), in.limit());
        var view = samara.wire.apigateway.RestApis.builder()
                .items(page.items().stream().map(Views::restApi).toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private samara.wire.apigateway.RestApi update(UpdateRestApiRequest in, Call call) {
        return Views.restApi(apis.changeApi(call.scope(), in.restApiId(), api -> {
            RestApi changed = api;
            for (Patch patch : Views.patches(in.patchOperations())) {
                changed = patched(changed, patch);
            }
            ApiLimits.check(changed);
            return changed;
        }));
    }

    private static RestApi patched(RestApi api, Patch patch) {
        List<String> parts = patch.parts();
        String first = parts.isEmpty() ? "" : parts.getFirst();
        return switch (first) {
            case "name" -> api.named(patch.required(), api.description());
            case "description" -> api.named(api.name(), patch.removes() ? Optional.empty() : patch.value());
            case "endpointConfiguration" -> api.with(endpoint(api.settings(), parts, patch));
            case "binaryMediaTypes", "minimumCompressionSize", "apiKeySource", "policy", "disableExecuteApiEndpoint" ->
                api.with(Patches.apply(ApiSettings.class, api.settings(), patch));
            default -> throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
        };
    }

    /// `/endpointConfiguration/types/EDGE` names the value that is replaced.
    private static ApiSettings endpoint(ApiSettings settings, List<String> parts, Patch patch) {
        String list = parts.size() > 1 ? parts.get(1) : "";
        String rest = parts.size() > 2 ? "/" + parts.get(2) : "";
        return switch (list) {
            case "types" -> settings.withEndpoint(List.of(patch.required()), settings.vpcEndpointIds());
            case "vpcEndpointIds" ->
                Patches.apply(
                        ApiSettings.class,
                        settings,
                        new Patch(
                                patch.op(),
                                "/vpcEndpointIds"
                                        + (rest.isEmpty() ? "/" + patch.value().orElse("") : rest),
                                patch.value()));
            default -> throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
        };
    }

    private Nothing delete(DeleteRestApiRequest in, Call call) {
        List<String> mapped = domains.mappedTo(call.scope(), in.restApiId());
        if (!mapped.isEmpty()) {
            throw ApiGatewayErrors.badRequest("Deleting API failed. Please remove all base path mappings related to the"
                    + " API in your domains: " + String.join(", ", mapped));
        }
        apis.delete(call.scope(), in.restApiId());
        documentation.forget(call.scope(), in.restApiId());
        return Nothing.INSTANCE;
    }

    private samara.wire.apigateway.RestApi importApi(ImportRestApiRequest in, Call call) {
        Node definition = parsed(in.body());
        OpenApiReader.Reading reading = read(definition, in.failOnWarnings().orElse(false));
        Map<DocumentationLocation, String> documented = DocumentationExtension.read(definition);
        RestApi api = withEndpointParameter(reading.api(), in.parameters());
        StoredApi stored = apis.create(call.scope(), api, Map.of());
        documentation.put(call.scope(), stored.id(), documented, false);
        List<String> warnings = warnings(reading);
        return Views.restApi(warnings.isEmpty() ? stored : stored.withWarnings(warnings));
    }

    private samara.wire.apigateway.RestApi put(PutRestApiRequest in, Call call) {
        Node definition = parsed(in.body());
        OpenApiReader.Reading reading = read(definition, in.failOnWarnings().orElse(false));
        Map<DocumentationLocation, String> documented = DocumentationExtension.read(definition);
        String mode = in.mode().orElse("merge");
        StoredApi changed = apis.changeApi(call.scope(), in.restApiId(), api -> {
            RestApi put = withEndpointParameter(reading.api(), in.parameters());
            return mode.equals("overwrite") ? ApiMerge.overwrite(api, put) : ApiMerge.merge(api, put);
        });
        documentation.put(call.scope(), in.restApiId(), documented, mode.equals("overwrite"));
        return Views.restApi(changed.withWarnings(warnings(reading)));
    }

    private static Node parsed(Blob body) {
        try {
            return OpenApiText.parse(body.toByteArray());
        } catch (JsonSyntaxException e) {
            throw ApiGatewayErrors.badRequest("Invalid OpenAPI input: " + e.message());
        }
    }

    /// Reads a definition.
    private OpenApiReader.Reading read(Node definition, boolean failOnWarnings) {
        OpenApiReader.Reading reading = OpenApiReader.read(definition, apis::newId);
        List<String> errors = reading.diagnostics().stream()
                .filter(d -> d.isError() || failOnWarnings)
                .map(Diagnostic::message)
                .toList();
        if (!errors.isEmpty()) {
            throw ApiGatewayErrors.badRequest("Errors found during import:\n\t" + String.join("\n\t", errors));
        }
        RestApi api = reading.api()
                .withModels(merged(DefaultModels.of(apis::newId), reading.api().models()));
        ApiLimits.check(api);
        return new OpenApiReader.Reading(api, reading.diagnostics());
    }

    private static <V> Map<String, V> merged(Map<String, V> base, Map<String, V> over) {
        Map<String, V> all = new java.util.LinkedHashMap<>(base);
        all.putAll(over);
        return all;
    }

    private static RestApi withEndpointParameter(RestApi api, Optional<Map<String, String>> parameters) {
        return parameters
                .map(p -> p.get("endpointConfigurationTypes"))
                .map(types -> api.with(api.settings()
                        .withEndpoint(List.of(types.split(",")), api.settings().vpcEndpointIds())))
                .orElse(api);
    }

    private static List<String> warnings(OpenApiReader.Reading reading) {
        List<String> warnings = new ArrayList<>();
        reading.diagnostics().forEach(d -> warnings.add(d.message()));
        return warnings;
    }

    private ExportResponse export(GetExportRequest in, Call call) {
        StoredStage stage = apis.stage(call.scope(), in.restApiId(), in.stageName());
        RestApi api = apis.deployment(
                        call.scope(), in.restApiId(), stage.stage().deploymentId())
                .api();
        boolean version3 = switch (in.exportType()) {
            case "oas30" -> true;
            case "swagger" -> false;
            default -> throw ApiGatewayErrors.badRequest("Invalid export type `" + in.exportType() + "`");
        };
        boolean yaml = in.accepts().filter(a -> a.contains("yaml")).isPresent();
        String extensions =
                in.parameters().map(p -> p.getOrDefault("extensions", "")).orElse("");
        boolean complete = extensions.contains("integrations") || extensions.contains("apigateway");
        byte[] plain = OpenApiWriter.write(api, version3, complete);
        byte[] body = stage.stage()
                .documentationVersion()
                .filter(version -> extensions.contains("documentation"))
                .map(version -> DocumentationExtension.written(
                        plain, documentation.version(call.scope(), in.restApiId(), version)))
                .orElse(plain);
        String type = yaml ? "yaml" : "json";
        return ExportResponse.builder()
                .contentType("application/" + type)
                .contentDisposition("attachment; filename=\"" + in.exportType() + "." + type + "\"")
                .body(Blob.of(yaml ? YamlWriter.write(OpenApiText.parse(body)).getBytes(StandardCharsets.UTF_8) : body))
                .build();
    }
}
