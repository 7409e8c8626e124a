package samara.cloud.apigateway.http;

import java.util.List;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.apigateway.domain.Domains;
import samara.cloud.apigateway.domain.StoredMapping;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.apigatewayv2.ApiGatewayV2Api;

/// Operations on API mappings: which stage a domain's paths are. A key may have several levels; the longest that a path
/// starts with counts.
final class MappingControl {
    private static final String TAKEN = "ApiMapping key already exists for this domain name";
    private static final int LONGEST_KEY = 300;

    private final Domains domains;

    MappingControl(Domains domains) {
        this.domains = domains;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ControlOperation<>(
                        ApiGatewayV2Api.CREATE_API_MAPPING, "POST", MappingControl::mappings, this::create),
                new ControlOperation<>(ApiGatewayV2Api.GET_API_MAPPING, "GET", MappingControl::mapping, this::get),
                new ControlOperation<>(ApiGatewayV2Api.GET_API_MAPPINGS, "GET", MappingControl::mappings, this::list),
                new ControlOperation<>(
                        ApiGatewayV2Api.UPDATE_API_MAPPING, "PATCH", MappingControl::mapping, this::update),
                new ControlOperation<>(
                        ApiGatewayV2Api.DELETE_API_MAPPING, "DELETE", MappingControl::mapping, this::delete));
    }

    private static String mappings(Members in) {
        return DomainControl.path(in) + "/apimappings";
    }

    private static String mapping(Members in) {
        return mappings(in) + "/" + in.text("ApiMappingId");
    }

    private static String key(Optional<String> given) {
        String key = given.filter(text -> !text.equals("(none)")).orElse("");
        if (key.length() > LONGEST_KEY || !key.matches("|[A-Za-z0-9$\\-_.+!*'()]+(/[A-Za-z0-9$\\-_.+!*'()]+)*")) {
            throw ApiGatewayErrors.badRequest("Invalid API mapping key: `" + key + "`");
        }
        return key;
    }

    private static Members view(StoredMapping mapping) {
        return new Members()
                .with("ApiId", mapping.apiId())
                .with("ApiMappingId", mapping.id())
                .with("ApiMappingKey", mapping.key())
                .with("Stage", mapping.stage());
    }

    private Members create(Members in, Call call) {
        String domain = domains.get(call.scope(), in.text("DomainName")).name();
        String key = key(in.maybe("ApiMappingKey", String.class));
        return view(domains.map(
                call.scope(),
                new StoredMapping(domains.newId(), domain, key, in.text("ApiId"), in.text("Stage")),
                TAKEN));
    }

    private StoredMapping find(Members in, Call call) {
        String id = in.text("ApiMappingId");
        return domains.mappings(call.scope(), in.text("DomainName")).stream()
                .filter(mapping -> mapping.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiGatewayErrors.notFound("The API mapping ID does not exist"));
    }

    private Members get(Members in, Call call) {
        return view(find(in, call));
    }

    private Members list(Members in, Call call) {
        return Pages.of(
                ApiGatewayV2Api.GET_API_MAPPINGS,
                domains.mappings(call.scope(), in.text("DomainName")).stream()
                        .map(MappingControl::view)
                        .toList(),
                in,
                "ApiMappingId");
    }

    private Members update(Members in, Call call) {
        StoredMapping before = find(in, call);
        StoredMapping after = before.with(
                in.maybe("ApiMappingKey", String.class)
                        .map(key -> key(Optional.of(key)))
                        .orElse(before.key()),
                in.text("ApiId", Optional.of(before.apiId())).orElseThrow(),
                in.text("Stage", Optional.of(before.stage())).orElseThrow());
        return view(domains.remap(call.scope(), before, after, TAKEN));
    }

    private Members delete(Members in, Call call) {
        domains.unmap(call.scope(), find(in, call));
        return new Members();
    }
}
