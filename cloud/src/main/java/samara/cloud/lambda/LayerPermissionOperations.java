package samara.cloud.lambda;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.lambda.AddLayerVersionPermissionRequest;
import samara.wire.lambda.AddLayerVersionPermissionResponse;
import samara.wire.lambda.GetLayerVersionPolicyRequest;
import samara.wire.lambda.GetLayerVersionPolicyResponse;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.RemoveLayerVersionPermissionRequest;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The resource policies of layers' versions.
final class LayerPermissionOperations {
    private static final JsonFactory JSON = new JsonFactory();

    private final Kernel kernel;
    private final Layers layers;

    LayerPermissionOperations(Kernel kernel, Layers layers) {
        this.kernel = kernel;
        this.layers = layers;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new LambdaOperation<>(
                        LambdaApi.ADD_LAYER_VERSION_PERMISSION,
                        (in, call) -> List.of(LayerOperations.need(
                                "AddLayerVersionPermission",
                                LayerOperations.version(in.layerName(), in.versionNumber(), call),
                                Optional.empty())),
                        this::add),
                new LambdaOperation<>(
                        LambdaApi.REMOVE_LAYER_VERSION_PERMISSION,
                        (in, call) -> List.of(LayerOperations.need(
                                "RemoveLayerVersionPermission",
                                LayerOperations.version(in.layerName(), in.versionNumber(), call),
                                Optional.empty())),
                        this::remove),
                new LambdaOperation<>(
                        LambdaApi.GET_LAYER_VERSION_POLICY,
                        (in, call) -> List.of(LayerOperations.need(
                                "GetLayerVersionPolicy",
                                LayerOperations.version(in.layerName(), in.versionNumber(), call),
                                Optional.empty())),
                        this::get));
    }

    private AddLayerVersionPermissionResponse add(AddLayerVersionPermissionRequest in, Call call) {
        if (in.organizationId().isPresent()) {
            throw LambdaErrors.notBuilt("organisations (`OrganizationId`)");
        }
        if (!in.action().equals("lambda:GetLayerVersion")) {
            throw LambdaErrors.invalid(
                    "The only action of a layer's policy is `lambda:GetLayerVersion`, not `" + in.action() + "`.");
        }
        LayerArn.Version version = LayerOperations.version(in.layerName(), in.versionNumber(), call);
        String json = statement(in.statementId(), in.principal(), version);
        String revision = kernel.ids().uuid();
        layers.change(version, layer -> {
            check(in.revisionId(), layer);
            if (layer.statements().stream().anyMatch(known -> known.id().equals(in.statementId()))) {
                throw LambdaErrors.exists("The statement id (" + in.statementId()
                        + ") provided already exists. Please provide a new statement id, or remove the existing "
                        + "statement.");
            }
            List<StoredLayer.Statement> all = new ArrayList<>(layer.statements());
            all.add(new StoredLayer.Statement(in.statementId(), json));
            return layer.with(all, revision);
        });
        return AddLayerVersionPermissionResponse.builder()
                .statement(json)
                .revisionId(revision)
                .build();
    }

    private Nothing remove(RemoveLayerVersionPermissionRequest in, Call call) {
        LayerArn.Version version = LayerOperations.version(in.layerName(), in.versionNumber(), call);
        layers.change(version, layer -> {
            check(in.revisionId(), layer);
            List<StoredLayer.Statement> left = layer.statements().stream()
                    .filter(known -> !known.id().equals(in.statementId()))
                    .toList();
            if (left.size() == layer.statements().size()) {
                throw LambdaErrors.noStatement(in.statementId());
            }
            return layer.with(left, kernel.ids().uuid());
        });
        return Nothing.INSTANCE;
    }

    private GetLayerVersionPolicyResponse get(GetLayerVersionPolicyRequest in, Call call) {
        StoredLayer layer = layers.find(LayerOperations.version(in.layerName(), in.versionNumber(), call))
                .orElseThrow(LambdaErrors::noPolicy);
        return GetLayerVersionPolicyResponse.builder()
                .policy(layer.policy().orElseThrow(LambdaErrors::noPolicy))
                .revisionId(layer.policyRevision())
                .build();
    }

    private static void check(Optional<String> revision, StoredLayer layer) {
        if (revision.filter(id -> !id.equals(layer.policyRevision())).isPresent()) {
            throw LambdaErrors.stale();
        }
    }

    /// @param principal an account's id, its root's ARN, or `*`
    static String statement(String id, String principal, LayerArn.Version version) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("Sid", id);
            json.writeStringProperty("Effect", "Allow");
            if (principal.equals("*")) {
                json.writeStringProperty("Principal", "*");
            } else {
                json.writeObjectPropertyStart("Principal");
                String partition = version.layer().scope().region().partition();
                json.writeStringProperty(
                        "AWS",
                        principal.matches("\\d{12}") ? "arn:" + partition + ":iam::" + principal + ":root" : principal);
                json.writeEndObject();
            }
            json.writeStringProperty("Action", "lambda:GetLayerVersion");
            json.writeStringProperty("Resource", version.arn());
            json.writeEndObject();
        }
        return text.toString();
    }
}
