package samara.cloud.apigateway;

import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Operation;
import samara.gateway.json.JsonSyntaxException;
import samara.gateway.openapi.OpenApiText;
import samara.template.Node;
import samara.wire.Nothing;
import samara.wire.apigateway.ApiGatewayApi;
import samara.wire.apigateway.CreateDocumentationPartRequest;
import samara.wire.apigateway.DeleteDocumentationPartRequest;
import samara.wire.apigateway.DocumentationPart;
import samara.wire.apigateway.DocumentationPartIds;
import samara.wire.apigateway.DocumentationPartLocation;
import samara.wire.apigateway.DocumentationParts;
import samara.wire.apigateway.GetDocumentationPartRequest;
import samara.wire.apigateway.GetDocumentationPartsRequest;
import samara.wire.apigateway.ImportDocumentationPartsRequest;
import samara.wire.apigateway.UpdateDocumentationPartRequest;

/// Operations on the parts of an API's documentation.
final class DocumentationPartOperations {
    private final Documentation documentation;
    private final RestApis apis;

    DocumentationPartOperations(Documentation documentation, RestApis apis) {
        this.documentation = documentation;
        this.apis = apis;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new ApiOperation<>(
                        ApiGatewayApi.CREATE_DOCUMENTATION_PART, "POST", in -> path(in.restApiId()), this::create),
                new ApiOperation<>(
                        ApiGatewayApi.GET_DOCUMENTATION_PART,
                        "GET",
                        in -> path(in.restApiId()) + "/" + in.documentationPartId(),
                        this::get),
                new ApiOperation<>(
                        ApiGatewayApi.GET_DOCUMENTATION_PARTS, "GET", in -> path(in.restApiId()), this::list),
                new ApiOperation<>(
                        ApiGatewayApi.UPDATE_DOCUMENTATION_PART,
                        "PATCH",
                        in -> path(in.restApiId()) + "/" + in.documentationPartId(),
                        this::update),
                new ApiOperation<>(
                        ApiGatewayApi.DELETE_DOCUMENTATION_PART,
                        "DELETE",
                        in -> path(in.restApiId()) + "/" + in.documentationPartId(),
                        this::delete),
                new ApiOperation<>(
                        ApiGatewayApi.IMPORT_DOCUMENTATION_PARTS,
                        "PUT",
                        in -> path(in.restApiId()),
                        this::importParts));
    }

    private static String path(String apiId) {
        return RestApiOperations.path(apiId) + "/documentation/parts";
    }

    private static DocumentationPart view(StoredDocumentationPart part) {
        var location = DocumentationPartLocation.builder().type(part.location().type());
        part.location().path().ifPresent(location::path);
        part.location().method().ifPresent(location::method);
        part.location().statusCode().ifPresent(location::statusCode);
        part.location().name().ifPresent(location::name);
        return DocumentationPart.builder()
                .id(part.id())
                .location(location.build())
                .properties(part.properties())
                .build();
    }

    private DocumentationPart create(CreateDocumentationPartRequest in, Call call) {
        apis.api(call.scope(), in.restApiId());
        DocumentationPartLocation at = in.location();
        return view(documentation.add(
                call.scope(),
                in.restApiId(),
                new DocumentationLocation(at.type(), at.path(), at.method(), at.statusCode(), at.name()),
                in.properties()));
    }

    private DocumentationPart get(GetDocumentationPartRequest in, Call call) {
        return view(documentation.part(call.scope(), in.restApiId(), in.documentationPartId()));
    }

    private DocumentationParts list(GetDocumentationPartsRequest in, Call call) {
        apis.api(call.scope(), in.restApiId());
        in.locationStatus().filter("UNDOCUMENTED"::equals).ifPresent(status -> {
            throw ApiGatewayErrors.notBuilt("`locationStatus` UNDOCUMENTED");
        });
        List<StoredDocumentationPart> found = documentation.parts(call.scope(), in.restApiId()).stream()
                .filter(part ->
                        in.type().filter(t -> !t.equals(part.location().type())).isEmpty())
                .filter(part ->
                        in.path().isEmpty() || in.path().equals(part.location().path()))
                .filter(part -> matches(in.nameQuery(), part.location().name()))
                .toList();
        var page = Pages.of(found, StoredDocumentationPart::id, in.position(), in.limit());
        var view = DocumentationParts.builder()
                .items(page.items().stream()
                        .map(DocumentationPartOperations::view)
                        .toList());
        page.position().ifPresent(view::position);
        return view.build();
    }

    private static boolean matches(Optional<String> query, Optional<String> name) {
        return query.isEmpty() || name.filter(n -> n.contains(query.get())).isPresent();
    }

    private DocumentationPart update(UpdateDocumentationPartRequest in, Call call) {
        StoredDocumentationPart part = documentation.part(call.scope(), in.restApiId(), in.documentationPartId());
        for (Patches.Patch patch : Views.patches(in.patchOperations())) {
            if (!patch.path().equals("/properties")) {
                throw ApiGatewayErrors.badRequest("Invalid patch path " + patch.path());
            }
            part = documentation.change(call.scope(), in.restApiId(), part.id(), patch.required());
        }
        return view(part);
    }

    private Nothing delete(DeleteDocumentationPartRequest in, Call call) {
        documentation.deletePart(call.scope(), in.restApiId(), in.documentationPartId());
        return Nothing.INSTANCE;
    }

    private DocumentationPartIds importParts(ImportDocumentationPartsRequest in, Call call) {
        apis.api(call.scope(), in.restApiId());
        Node definition;
        try {
            definition = OpenApiText.parse(in.body().toByteArray());
        } catch (JsonSyntaxException e) {
            throw ApiGatewayErrors.badRequest("Invalid OpenAPI input: " + e.message());
        }
        return DocumentationPartIds.builder()
                .ids(documentation.put(
                        call.scope(),
                        in.restApiId(),
                        DocumentationExtension.read(definition),
                        in.mode().filter("overwrite"::equals).isPresent()))
                .build();
    }
}
