package samara.cloud.lambda;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Kernel;
import samara.cloud.kernel.Need;
import samara.cloud.kernel.Operation;
import samara.wire.Nothing;
import samara.wire.lambda.DeleteLayerVersionRequest;
import samara.wire.lambda.GetLayerVersionResponse;
import samara.wire.lambda.LambdaApi;
import samara.wire.lambda.LayerVersionContentOutput;
import samara.wire.lambda.LayerVersionsListItem;
import samara.wire.lambda.LayersListItem;
import samara.wire.lambda.ListLayerVersionsRequest;
import samara.wire.lambda.ListLayerVersionsResponse;
import samara.wire.lambda.ListLayersRequest;
import samara.wire.lambda.ListLayersResponse;
import samara.wire.lambda.PublishLayerVersionRequest;
import samara.wire.lambda.PublishLayerVersionResponse;

/// Publishing, reading and deleting layers.
final class LayerOperations {
    private static final Pattern NUMBER = Pattern.compile("samara:version=([1-9]\\d{0,8})");

    private final Kernel kernel;
    private final Layers layers;
    private final CodeStore code;

    LayerOperations(Kernel kernel, Layers layers, CodeStore code) {
        this.kernel = kernel;
        this.layers = layers;
        this.code = code;
    }

    List<Operation<?, ?>> all() {
        return List.of(
                new LambdaOperation<>(
                        LambdaApi.PUBLISH_LAYER_VERSION,
                        (in, call) -> List.of(Need.of(
                                "lambda:PublishLayerVersion",
                                LayerArn.of(in.layerName(), call.scope()).arn())),
                        this::publish),
                new LambdaOperation<>(
                        LambdaApi.GET_LAYER_VERSION,
                        (in, call) -> needsToRead(version(in.layerName(), in.versionNumber(), call)),
                        (in, call) -> get(version(in.layerName(), in.versionNumber(), call))),
                new LambdaOperation<>(
                        LambdaApi.GET_LAYER_VERSION_BY_ARN,
                        (in, call) -> needsToRead(LayerArn.Version.of(in.arn())),
                        (in, call) -> get(LayerArn.Version.of(in.arn()))),
                new LambdaOperation<>(
                        LambdaApi.LIST_LAYERS, (in, call) -> List.of(Need.of("lambda:ListLayers", "*")), this::list),
                new LambdaOperation<>(
                        LambdaApi.LIST_LAYER_VERSIONS,
                        (in, call) -> List.of(Need.of("lambda:ListLayerVersions", "*")),
                        this::listVersions),
                new LambdaOperation<>(
                        LambdaApi.DELETE_LAYER_VERSION,
                        (in, call) -> List.of(need(
                                "DeleteLayerVersion",
                                version(in.layerName(), in.versionNumber(), call),
                                Optional.empty())),
                        this::delete));
    }

    /// What a caller must be allowed on a version, whose account may be another.
    static Need need(String action, LayerArn.Version version, Optional<String> policy) {
        return new Need(
                "lambda:" + action,
                version.arn(),
                Map.of(),
                policy,
                Optional.of(version.layer().scope().account()));
    }

    static LayerArn.Version version(String layer, long number, Call call) {
        return new LayerArn.Version(LayerArn.of(layer, call.scope()), Math.clamp(number, 0, Integer.MAX_VALUE));
    }

    private List<Need> needsToRead(LayerArn.Version version) {
        return List.of(need("GetLayerVersion", version, layers.policy(version)));
    }

    private PublishLayerVersionResponse publish(PublishLayerVersionRequest in, Call call) {
        LayerArn layer = LayerArn.of(in.layerName(), call.scope());
        boolean own = layer.scope().equals(call.scope());
        Code kept = own || CodeStore.isPerson(call) ? code.keep(CodeSource.of(in.content()), call) : refuse(layer);
        StoredLayer stored = own
                ? layers.publish(layer, number -> stored(layer, in, number, kept))
                : layers.bring(layer, broughtIn(layer, in, kept));
        return PublishLayerVersionResponse.builder()
                .content(content(stored.code()))
                .layerArn(layer.arn())
                .layerVersionArn(layer.arn() + ":" + stored.number())
                .description(stored.description())
                .createdDate(ShownFunction.time(stored.created()))
                .version((long) stored.number())
                .compatibleRuntimes(orNothing(stored.runtimes()))
                .licenseInfo(stored.license().orElse(null))
                .compatibleArchitectures(orNothing(stored.architectures()))
                .build();
    }

    private static Code refuse(LayerArn layer) {
        throw LambdaErrors.denied("The layer `" + layer.arn()
                + "` is another account's or another Region's: only its own may publish versions of it.");
    }

    /// A layer of another account, as a user of this machine brings it into this cloud, under the very ARN that
    /// templates name it by. The version's number comes in the description, as AWS's request has no
    /// other place for it.
    private StoredLayer broughtIn(LayerArn layer, PublishLayerVersionRequest in, Code kept) {
        Matcher number = NUMBER.matcher(in.description().orElse(""));
        if (!number.matches()) {
            throw LambdaErrors.invalid("The layer `" + layer.arn() + "` is another account's. To bring a version of it "
                    + "into this cloud, say which: with the description `samara:version=N`.");
        }
        var version = new LayerArn.Version(layer, Integer.parseInt(number.group(1)));
        String everybody = LayerPermissionOperations.statement("samara", "*", version);
        return stored(layer, in, version.number(), kept)
                .with(
                        List.of(new StoredLayer.Statement("samara", everybody)),
                        kernel.ids().uuid());
    }

    private StoredLayer stored(LayerArn layer, PublishLayerVersionRequest in, int number, Code kept) {
        return new StoredLayer(
                layer.name(),
                number,
                kept,
                in.description().orElse(""),
                in.licenseInfo(),
                in.compatibleRuntimes().orElse(List.of()),
                in.compatibleArchitectures().orElse(List.of()),
                kernel.clock().now(),
                List.of(),
                kernel.ids().uuid());
    }

    private GetLayerVersionResponse get(LayerArn.Version version) {
        StoredLayer stored = layers.find(version).orElseThrow(LambdaErrors::noPolicy);
        return GetLayerVersionResponse.builder()
                .content(content(stored.code()))
                .layerArn(version.layer().arn())
                .layerVersionArn(version.arn())
                .description(stored.description())
                .createdDate(ShownFunction.time(stored.created()))
                .version((long) stored.number())
                .compatibleRuntimes(orNothing(stored.runtimes()))
                .licenseInfo(stored.license().orElse(null))
                .compatibleArchitectures(orNothing(stored.architectures()))
                .build();
    }

    private ListLayersResponse list(ListLayersRequest in, Call call) {
        Map<String, StoredLayer> newest = new LinkedHashMap<>();
        for (StoredLayer version : layers.all(call.scope())) {
            if (version.suits(in.compatibleRuntime(), in.compatibleArchitecture())) {
                newest.put(version.name(), version); // they come in the order of their numbers
            }
        }
        Page<StoredLayer> page = Page.of(
                new ArrayList<>(newest.values()),
                StoredLayer::name,
                Comparator.naturalOrder(),
                new Page.Asked(in.marker(), in.maxItems()));
        return ListLayersResponse.builder()
                .layers(page.items().stream()
                        .map(version -> {
                            var layer = new LayerArn(call.scope(), version.name());
                            return LayersListItem.builder()
                                    .layerName(version.name())
                                    .layerArn(layer.arn())
                                    .latestMatchingVersion(item(layer, version))
                                    .build();
                        })
                        .toList())
                .nextMarker(page.next())
                .build();
    }

    private ListLayerVersionsResponse listVersions(ListLayerVersionsRequest in, Call call) {
        LayerArn layer = LayerArn.of(in.layerName(), call.scope());
        List<StoredLayer> all = layers.versions(layer).stream()
                .filter(version -> version.suits(in.compatibleRuntime(), in.compatibleArchitecture()))
                .toList();
        Page<StoredLayer> page = Page.of(
                all,
                version -> Integer.toString(version.number()),
                Functions.VERSION_ORDER.reversed(),
                new Page.Asked(in.marker(), in.maxItems()));
        return ListLayerVersionsResponse.builder()
                .layerVersions(page.items().stream()
                        .map(version -> item(layer, version))
                        .toList())
                .nextMarker(page.next())
                .build();
    }

    private Nothing delete(DeleteLayerVersionRequest in, Call call) {
        layers.delete(version(in.layerName(), in.versionNumber(), call));
        return Nothing.INSTANCE;
    }

    private LayerVersionContentOutput content(Code kept) {
        return LayerVersionContentOutput.builder()
                .location(code.location(kept).toString())
                .codeSha256(kept.sha256())
                .codeSize(kept.size())
                .build();
    }

    private static LayerVersionsListItem item(LayerArn layer, StoredLayer version) {
        return LayerVersionsListItem.builder()
                .layerVersionArn(layer.arn() + ":" + version.number())
                .version((long) version.number())
                .description(version.description())
                .createdDate(ShownFunction.time(version.created()))
                .compatibleRuntimes(orNothing(version.runtimes()))
                .licenseInfo(version.license().orElse(null))
                .compatibleArchitectures(orNothing(version.architectures()))
                .build();
    }

    private static @Nullable List<String> orNothing(List<String> list) {
        return list.isEmpty() ? null : list;
    }
}
