package samara.cloud.apigateway;

import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.api.Stage;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateDocumentationVersionRequest;
import samara.wire.apigateway.DeleteDocumentationVersionRequest;
import samara.wire.apigateway.DocumentationVersion;
import samara.wire.apigateway.DocumentationVersions;
import samara.wire.apigateway.GetDocumentationVersionRequest;
import samara.wire.apigateway.GetDocumentationVersionsRequest;
import samara.wire.apigateway.UpdateDocumentationVersionRequest;

/// Operations on the versions of an API's documentation.
final class DocumentationVersionOperations {
    private final Documentation documentation;
    private final RestApis apis;

    DocumentationVersionOperations(Documentation documentation, RestApis apis) {
        this.documentation = documentation;
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(
                        ApiGatewayApi.CREATE_DOCUMENTATION_VERSION, "POST", in -> path(in.restApiId()), this::create),
                new ApiOperation<>(
                        ApiGatewayApi.GET_DOCUMENTATION_VERSION,
                        "GET",
                        in -> path(in.restApiId()) + "/" + in.documentationVersion(),
                        this::get),
                new ApiOperation<>(
                        ApiGatewayApi.GET_DOCUMENTATION_VERSIONS, "GET", in -> path(in.restApiId()), this::list),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_DOCUMENTATION_VERSION,
                        "PATCH",
                        in -> path(in.restApiId()) + "/" + in.documentationVersion(),
                        this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_DOCUMENTATION_VERSION,
                        "DELETE",
                        in -> path(in.restApiId()) + "/" + in.documentationVersion(),
                        this::delete));
    }

    private static String path(String apiId) {
        return RestApiOperations.path(apiId) + "/documentation/versions";
    }

    private static DocumentationVersion view(StoredDocumentationVersion version) {
        var view = DocumentationVersion.builder().version(version.version()).createdDate(version.createdDate());
        version.description().ifPresent(view::description);
        return view.build();
    }

    private DocumentationVersion create(CreateDocumentationVersionRequest in, Call call) {
        apis.api(call.scope(), in.restApiId());
        in.stageName().ifPresent(stage -> apis.stage(call.scope(), in.restApiId(), stage));
        StoredDocumentationVersion made =
                documentation.snapshot(call.scope(), in.restApiId(), in.documentationVersion(), in.description());
        in.stageName()
                .ifPresent(stage -> apis.changeStage(call.scope(), in.restApiId(), stage, stored -> {
                    Stage changed = stored.stage().withDocumentationVersion(Optional.of(made.version()));
                    return stored.with(changed, apis.now());
                }));
        return view(made);
    }

    private DocumentationVersion get(GetDocumentationVersionRequest in, Call call) {
        return view(documentation.version(call.scope(), in.restApiId(), in.documentationVersion()));
    }

    private DocumentationVersions list(GetDocumentationVersionsRequest in, Call call) {
        apis.api(call.scope(), in.restApiId());
        var page = Pages.of(
                documentation.versions(call.scope(), in.restApiId()),
                StoredDocumentationVersion::version,
                in.position(),
                in.limit());
        var view = DocumentationVersions.builder()
                .items(page.items().stream()
                        .map(DocumentationVersionOperations::view)
                        .toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private DocumentationVersion update(UpdateDocumentationVersionRequest in, Call call) {
        return view(documentation.changeVersion(call.scope(), in.restApiId(), in.documentationVersion(), before -> {
            StoredDocumentationVersion after = before;
            for (Patches.Patch patch : Views.patches(in.patchOperations())) {
                if (!patch.path().equals("/description")) {
                    throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
                }
                after = after.described(patch.removes() ? Optional.empty() : patch.value());
            }
            return after;
        }));
    }

    private Nothing delete(DeleteDocumentationVersionRequest in, Call call) {
        List<String> users = apis.stages(call.scope(), in.restApiId()).stream()
                .map(StoredStage::stage)
                .filter(stage -> stage.documentationVersion().equals(Optional.of(in.documentationVersion())))
                .map(Stage::name)
                .toList();
        if (!users.isEmpty()) {
            throw ApiGatewayErrors.conflict("The documentation version is used by the stages " + users);
        }
        documentation.deleteVersion(call.scope(), in.restApiId(), in.documentationVersion());
        return Nothing.INSTANCE;
    }
}
