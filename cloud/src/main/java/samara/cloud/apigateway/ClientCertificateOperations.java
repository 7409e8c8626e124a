package samara.cloud.apigateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.ClientCertificate;
import samara.wire.apigateway.ClientCertificates;
import samara.wire.apigateway.DeleteClientCertificateRequest;
import samara.wire.apigateway.GenerateClientCertificateRequest;
import samara.wire.apigateway.GetClientCertificateRequest;
import samara.wire.apigateway.GetClientCertificatesRequest;
import samara.wire.apigateway.UpdateClientCertificateRequest;

/// Operations on the certificates that stages show to their HTTP backends.
final class ClientCertificateOperations {
    private static final String PATH = "/clientcertificates";

    private final StageCertificates certificates;
    private final RestApis apis;

    ClientCertificateOperations(StageCertificates certificates, RestApis apis) {
        this.certificates = certificates;
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(ApiGatewayApi.GENERATE_CLIENT_CERTIFICATE, "POST", in -> PATH, this::generate),
                new ApiOperation<>(
                        ApiGatewayApi.GET_CLIENT_CERTIFICATE, "GET", in -> path(in.clientCertificateId()), this::get),
                new ApiOperation<>(ApiGatewayApi.GET_CLIENT_CERTIFICATES, "GET", in -> PATH, this::list),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_CLIENT_CERTIFICATE,
                        "PATCH",
                        in -> path(in.clientCertificateId()),
                        this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_CLIENT_CERTIFICATE,
                        "DELETE",
                        in -> path(in.clientCertificateId()),
                        this::delete));
    }

    private static String path(String id) {
        return PATH + "/" + id;
    }

    private static ClientCertificate view(StoredClientCertificate stored) {
        var view = ClientCertificate.builder()
                .clientCertificateId(stored.id())
                .pemEncodedCertificate(stored.pem())
                .createdDate(stored.createdDate())
                .expirationDate(stored.expirationDate());
        stored.description().ifPresent(view::description);
        if (!stored.tags().isEmpty()) {
            view.tags(stored.tags());
        }
        return view.build();
    }

    private ClientCertificate generate(GenerateClientCertificateRequest in, Call call) {
        return view(
                certificates.generate(call.scope(), in.description(), in.tags().orElse(Map.of())));
    }

    private ClientCertificate get(GetClientCertificateRequest in, Call call) {
        return view(certificates.get(call.scope(), in.clientCertificateId()));
    }

    private ClientCertificates list(GetClientCertificatesRequest in, Call call) {
        var page = Pages.of(certificates.list(call.scope()), StoredClientCertificate::id, in.position(), in.limit());
        var view = ClientCertificates.builder()
                .items(page.items().stream()
                        .map(ClientCertificateOperations::view)
                        .toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private ClientCertificate update(UpdateClientCertificateRequest in, Call call) {
        return view(certificates.change(call.scope(), in.clientCertificateId(), before -> {
            StoredClientCertificate after = before;
            for (Patches.Patch patch : Views.patches(in.patchOperations())) {
                if (!patch.path().equals("/description")) {
                    throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
                }
                after = after.described(patch.removes() ? Optional.empty() : Optional.of(patch.required()));
            }
            return after;
        }));
    }

    private Nothing delete(DeleteClientCertificateRequest in, Call call) {
        List<String> users = apis.stagesWithCertificate(call.scope(), in.clientCertificateId());
        if (!users.isEmpty()) {
            throw ApiGatewayErrors.badRequest("Client certificate is used by the stages " + users);
        }
        certificates.delete(call.scope(), in.clientCertificateId());
        return Nothing.INSTANCE;
    }
}
