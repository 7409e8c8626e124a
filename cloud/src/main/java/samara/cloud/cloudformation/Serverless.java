package samara.cloud.cloudformation;

import java.util.LinkedHashMap;
import java.util.Map;
import samara.cloud.kernel.Clock;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;
import samara.transform.TransformOptions;
import samara.transform.TransformResult;

/// AWS SAM's transform.
final class Serverless implements SamTransform {
    private final Clock clock;

    Serverless(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Transformed transform(ObjectNode template, Map<String, String> parameters, String region) {
        var values = new LinkedHashMap<String, Node>();
        parameters.forEach((name, value) -> values.put(name, new StringNode(value, Span.outside("Parameters"))));
        TransformOptions options = TransformOptions.of(region)
                .withParameters(values)
                .at(clock.now().getEpochSecond());
        TransformResult result = samara.transform.SamTransform.transform(template, options);
        return new Transformed(result.template(), result.diagnostics());
    }
}
