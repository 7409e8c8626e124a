package samara.cloud.lambda;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Need;

/// Checks the `Layers` of a function and finds them.
final class AttachedLayers {
    /// [Layers a function](https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html).
    private static final int MOST = 5;

    private final Layers layers;

    AttachedLayers(Layers layers) {
        this.layers = layers;
    }

    /// Who attaches a layer must be allowed to read it: by the layer's policy, where it is another account's.
    List<Need> needs(List<String> arns) {
        List<Need> needs = new ArrayList<>();
        for (String arn : arns) {
            if (LayerArn.Version.isOne(arn)) {
                LayerArn.Version version = LayerArn.Version.of(arn);
                if (layers.find(version).isPresent()) {
                    needs.add(LayerOperations.need("GetLayerVersion", version, layers.policy(version)));
                }
            }
        }
        return needs;
    }

    /// The layers of these ARNs, in their order.
    List<StoredFunction.Layer> of(List<String> arns, Call call) {
        if (arns.size() > MOST) {
            throw LambdaErrors.invalid("Cannot reference more than " + MOST + " layers.");
        }
        Map<String, String> seen = new LinkedHashMap<>();
        List<StoredFunction.Layer> found = new ArrayList<>();
        for (String arn : arns) {
            LayerArn.Version version = LayerArn.Version.of(arn);
            String other = seen.put(version.layer().arn(), arn);
            if (other != null) {
                throw LambdaErrors.invalid("Two different versions of the same layer are not allowed to be referenced "
                        + "in the same function. " + other + " and " + arn + ".");
            }
            found.add(attached(version, call));
        }
        return found;
    }

    private StoredFunction.Layer attached(LayerArn.Version version, Call call) {
        if (!version.layer().scope().region().equals(call.scope().region())) {
            throw LambdaErrors.invalid("The layer version `" + version.arn() + "` is in another Region than the "
                    + "function, which is in " + call.scope().region() + ".");
        }
        StoredLayer stored = layers.find(version).orElseThrow(() -> missing(version, call));
        return new StoredFunction.Layer(version.arn(), stored.code());
    }

    private static samara.wire.AwsException missing(LayerArn.Version version, Call call) {
        String arn = version.arn();
        if (version.layer().scope().account().equals(call.scope().account())) {
            return LambdaErrors.invalid("Layer version " + arn + " does not exist.");
        }
        return LambdaErrors.invalid("Layer version " + arn + " is another account's and not in this cloud, which "
                + "does not fetch layers from AWS by itself yet. Download it with `aws lambda get-layer-version-by-arn "
                + "--arn " + arn + "` (its `Content.Location`), then bring it in with `aws lambda "
                + "publish-layer-version --layer-name " + version.layer().arn() + " --description samara:version="
                + version.number() + " --zip-file fileb://layer.zip` at this cloud's endpoint.");
    }

    /// Checks that code and layers together are no larger than Lambda allows.
    static void checkSize(Code code, List<StoredFunction.Layer> layers) {
        long all = code.unpackedBytes()
                + layers.stream()
                        .mapToLong(layer -> layer.code().unpackedBytes())
                        .sum();
        if (all > UnpackedCode.MAX_BYTES) {
            throw LambdaErrors.invalid("Function code combined with layers exceeds the maximum allowed size of "
                    + UnpackedCode.MAX_BYTES + " bytes. The actual size is " + all + " bytes.");
        }
    }
}
