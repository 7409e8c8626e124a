package samara.cloud.apigateway.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.apigateway.ApiGatewayErrors;
import samara.cloud.apigateway.vpclink.StoredVpcLink;
import samara.cloud.apigateway.vpclink.VpcLinks;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.apigatewayv2.ApiGatewayV2Api;

/// Operations on VPC links of the second version.
final class VpcLinkControl {
    private static final int VERSION = 2;
    private static final int NAME_LIMIT = 128;
    private static final String PATH = "/vpclinks";

    private final VpcLinks links;

    VpcLinkControl(VpcLinks links) {
        this.links = links;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ControlOperation<>(ApiGatewayV2Api.CREATE_VPC_LINK, "POST", in -> PATH, this::create),
                new ControlOperation<>(ApiGatewayV2Api.GET_VPC_LINKS, "GET", in -> PATH, this::list),
                new ControlOperation<>(ApiGatewayV2Api.GET_VPC_LINK, "GET", VpcLinkControl::one, this::get),
                new ControlOperation<>(ApiGatewayV2Api.UPDATE_VPC_LINK, "PATCH", VpcLinkControl::one, this::update),
                new ControlOperation<>(ApiGatewayV2Api.DELETE_VPC_LINK, "DELETE", VpcLinkControl::one, this::delete));
    }

    private static String one(Members in) {
        return PATH + "/" + in.text("VpcLinkId");
    }

    private static Members view(StoredVpcLink link) {
        return new Members()
                .with("VpcLinkId", link.id())
                .with("Name", link.name())
                .with("SubnetIds", link.subnetIds())
                .with("SecurityGroupIds", link.securityGroupIds())
                .with("CreatedDate", link.createdDate())
                .with("VpcLinkStatus", "AVAILABLE")
                .with("VpcLinkStatusMessage", "VPC link is ready to route traffic")
                .with("VpcLinkVersion", "V2")
                .with("Tags", link.tags().isEmpty() ? Optional.empty() : Optional.of(link.tags()));
    }

    private static String named(String name) {
        if (name.isBlank() || name.length() > NAME_LIMIT) {
            throw ApiGatewayErrors.badRequest("A VPC link's name has 1 to " + NAME_LIMIT + " characters");
        }
        return name;
    }

    private Members create(Members in, Call call) {
        List<String> subnets = in.texts("SubnetIds", List.of());
        if (subnets.isEmpty()) {
            throw ApiGatewayErrors.badRequest("A VPC link names at least one subnet (`subnetIds`)");
        }
        return view(links.create(
                call.scope(),
                StoredVpcLink.toSubnets(
                        named(in.text("Name")),
                        subnets,
                        in.texts("SecurityGroupIds", List.of()),
                        in.map("Tags", Map.of()))));
    }

    private Members get(Members in, Call call) {
        return view(links.get(call.scope(), in.text("VpcLinkId"), VERSION));
    }

    private Members list(Members in, Call call) {
        return Pages.of(
                ApiGatewayV2Api.GET_VPC_LINKS,
                links.list(call.scope(), VERSION).stream()
                        .map(VpcLinkControl::view)
                        .toList(),
                in,
                "VpcLinkId");
    }

    private Members update(Members in, Call call) {
        return view(links.change(
                call.scope(),
                in.text("VpcLinkId"),
                VERSION,
                link -> in.maybe("Name", String.class)
                        .map(name -> link.named(named(name)))
                        .orElse(link)));
    }

    private Members delete(Members in, Call call) {
        links.delete(call.scope(), in.text("VpcLinkId"), VERSION);
        return new Members();
    }
}
