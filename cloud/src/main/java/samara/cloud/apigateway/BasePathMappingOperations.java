package samara.cloud.apigateway;

import java.util.List;
import java.util.Optional;
import samara.cloud.apigateway.domain.Domains;
import samara.cloud.apigateway.domain.StoredMapping;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.BasePathMapping;
import samara.wire.apigateway.BasePathMappings;
import samara.wire.apigateway.CreateBasePathMappingRequest;
import samara.wire.apigateway.DeleteBasePathMappingRequest;
import samara.wire.apigateway.GetBasePathMappingRequest;
import samara.wire.apigateway.GetBasePathMappingsRequest;
import samara.wire.apigateway.UpdateBasePathMappingRequest;

/// Operations on base path mappings: which stage a domain's paths are.
final class BasePathMappingOperations {
    /// How the mapping of all paths is spelt.
    private static final String NONE = "(none)";

    private static final String TAKEN = "Base path already exists for this domain name";

    private final Domains domains;

    BasePathMappingOperations(Domains domains) {
        this.domains = domains;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(
                        ApiGatewayApi.CREATE_BASE_PATH_MAPPING, "POST", in -> path(in.domainName()), this::create),
                new ApiOperation<>(
                        ApiGatewayApi.GET_BASE_PATH_MAPPING,
                        "GET",
                        in -> path(in.domainName()) + "/" + in.basePath(),
                        this::get),
                new ApiOperation<>(
                        ApiGatewayApi.GET_BASE_PATH_MAPPINGS, "GET", in -> path(in.domainName()), this::list),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_BASE_PATH_MAPPING,
                        "PATCH",
                        in -> path(in.domainName()) + "/" + in.basePath(),
                        this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_BASE_PATH_MAPPING,
                        "DELETE",
                        in -> path(in.domainName()) + "/" + in.basePath(),
                        this::delete));
    }

    private static String path(String domainName) {
        return DomainNameOperations.path(domainName) + "/basepathmappings";
    }

    private static String key(Optional<String> basePath) {
        String key = basePath.filter(path -> !path.equals(NONE)).orElse("");
        if (key.contains("/")) {
            throw ApiGatewayErrors.badRequest(
                    "API Gateway V1 doesn't support the slash character (/) in base path mappings. To create a"
                            + " multi-level base path mapping, use API Gateway V2.");
        }
        if (!key.matches("[A-Za-z0-9$\\-_.+!*'()]{0,300}")) {
            throw ApiGatewayErrors.badRequest("Invalid base path: `" + key + "`");
        }
        return key;
    }

    private static BasePathMapping view(StoredMapping mapping) {
        return BasePathMapping.builder()
                .basePath(mapping.key().isEmpty() ? NONE : mapping.key())
                .restApiId(mapping.apiId())
                .stage(mapping.stage().isEmpty() ? null : mapping.stage())
                .build();
    }

    private BasePathMapping create(CreateBasePathMappingRequest in, Call call) {
        DomainNameOperations.refuseId(in.domainNameId());
        String domain = domains.get(call.scope(), in.domainName()).name();
        String stage = in.stage().filter(name -> !name.equals(NONE)).orElse("");
        domains.refuseWebSocket(call.scope(), in.restApiId());
        return view(domains.map(
                call.scope(),
                new StoredMapping(domains.newId(), domain, key(in.basePath()), in.restApiId(), stage),
                TAKEN));
    }

    private StoredMapping find(String domain, String basePath, Call call) {
        String key = key(Optional.of(basePath));
        return domains.mappings(call.scope(), domain).stream()
                .filter(mapping -> mapping.key().equals(key))
                .findFirst()
                .orElseThrow(() -> ApiGatewayErrors.notFound("Invalid base path mapping identifier specified"));
    }

    private BasePathMapping get(GetBasePathMappingRequest in, Call call) {
        DomainNameOperations.refuseId(in.domainNameId());
        return view(find(in.domainName(), in.basePath(), call));
    }

    private BasePathMappings list(GetBasePathMappingsRequest in, Call call) {
        DomainNameOperations.refuseId(in.domainNameId());
        var page = Pages.of(
                domains.mappings(call.scope(), in.domainName()), StoredMapping::key, in.position(), in.limit());
        var view = BasePathMappings.builder()
                .items(page.items().stream()
                        .map(BasePathMappingOperations::view)
                        .toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private BasePathMapping update(UpdateBasePathMappingRequest in, Call call) {
        DomainNameOperations.refuseId(in.domainNameId());
        StoredMapping before = find(in.domainName(), in.basePath(), call);
        StoredMapping after = before;
        for (Patches.Patch patch : Views.patches(in.patchOperations())) {
            String value = patch.removes() ? "" : patch.value().orElse("");
            after = switch (patch.path()) {
                case "/basePath" -> after.with(key(Optional.of(value)), after.apiId(), after.stage());
                case "/restapiId", "/restApiId" -> after.with(after.key(), patch.required(), after.stage());
                case "/stage" -> after.with(after.key(), after.apiId(), value.equals(NONE) ? "" : value);
                default -> throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
            };
        }
        domains.refuseWebSocket(call.scope(), after.apiId());
        return view(domains.remap(call.scope(), before, after, TAKEN));
    }

    private Nothing delete(DeleteBasePathMappingRequest in, Call call) {
        DomainNameOperations.refuseId(in.domainNameId());
        domains.unmap(call.scope(), find(in.domainName(), in.basePath(), call));
        return Nothing.INSTANCE;
    }
}
