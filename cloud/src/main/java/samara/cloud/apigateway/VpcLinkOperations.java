package samara.cloud.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.vpclink.StoredVpcLink;
import samara.cloud.apigateway.vpclink.VpcLinks;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateVpcLinkRequest;
import samara.wire.apigateway.DeleteVpcLinkRequest;
import samara.wire.apigateway.GetVpcLinkRequest;
import samara.wire.apigateway.GetVpcLinksRequest;
import samara.wire.apigateway.UpdateVpcLinkRequest;
import samara.wire.apigateway.VpcLink;

/// Operations on VPC links of the first version, each in front of one network load balancer.
final class VpcLinkOperations {
    private static final int VERSION = 1;
    private static final String PATH = "/vpclinks";

    private final VpcLinks links;

    VpcLinkOperations(VpcLinks links) {
        this.links = links;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(ApiGatewayApi.CREATE_VPC_LINK, "POST", in -> PATH, this::create),
                new ApiOperation<>(ApiGatewayApi.GET_VPC_LINKS, "GET", in -> PATH, this::list),
                new ApiOperation<>(ApiGatewayApi.GET_VPC_LINK, "GET", in -> path(in.vpcLinkId()), this::get),
                new ApiOperation<>(ApiGatewayApi.UPDATE_VPC_LINK, "PATCH", in -> path(in.vpcLinkId()), this::update),
                new ApiOperation<>(ApiGatewayApi.DELETE_VPC_LINK, "DELETE", in -> path(in.vpcLinkId()), this::delete));
    }

    private static String path(String id) {
        return PATH + "/" + id;
    }

    private static VpcLink view(StoredVpcLink link) {
        var view = VpcLink.builder()
                .id(link.id())
                .name(link.name())
                .targetArns(link.targetArns())
                .status("AVAILABLE")
                .statusMessage("Your vpc link is ready for use");
        link.description().ifPresent(view::description);
        if (!link.tags().isEmpty()) {
            view.tags(link.tags());
        }
        return view.build();
    }

    private VpcLink create(CreateVpcLinkRequest in, Call call) {
        if (in.targetArns().size() != 1
                || !in.targetArns().getFirst().matches("arn:aws[a-z-]*:elasticloadbalancing:.+:loadbalancer/net/.+")) {
            throw ApiGatewayErrors.badRequest(
                    "A VPC link names one network load balancer (`arn:…:elasticloadbalancing:…:loadbalancer/net/…`), not "
                            + in.targetArns());
        }
        return view(links.create(
                call.scope(),
                StoredVpcLink.toBalancer(
                        named(in.name()),
                        in.description(),
                        in.targetArns(),
                        in.tags().orElse(Map.of()))));
    }

    private VpcLink get(GetVpcLinkRequest in, Call call) {
        return view(links.get(call.scope(), in.vpcLinkId(), VERSION));
    }

    private samara.wire.apigateway.VpcLinks list(GetVpcLinksRequest in, Call call) {
        var page = Pages.of(links.list(call.scope(), VERSION), StoredVpcLink::id, in.position(), in.limit());
        var view = samara.wire.apigateway.VpcLinks.builder()
                .items(page.items().stream().map(VpcLinkOperations::view).toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private VpcLink update(UpdateVpcLinkRequest in, Call call) {
        return view(links.change(call.scope(), in.vpcLinkId(), VERSION, before -> {
            StoredVpcLink after = before;
            for (Patches.Patch patch : Views.patches(in.patchOperations())) {
                after = switch (patch.path()) {
                    case "/name" -> after.named(named(patch.required()));
                    case "/description" ->
                        after.described(patch.removes() ? Optional.empty() : Optional.of(patch.required()));
                    default -> throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
                };
            }
            return after;
        }));
    }

    private static String named(String name) {
        if (name.isBlank()) {
            throw ApiGatewayErrors.badRequest("A VPC link's name must not be empty");
        }
        return name;
    }

    private Nothing delete(DeleteVpcLinkRequest in, Call call) {
        links.delete(call.scope(), in.vpcLinkId(), VERSION);
        return Nothing.INSTANCE;
    }
}
