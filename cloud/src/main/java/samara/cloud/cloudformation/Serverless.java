package samara.cloud.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;

/// AWS SAM's transform.
final class Serverless implements SamTransform {

    @Override
    public Transformed transform(ObjectNode template, Map<String, String> parameters, String region) {
        Node place = template.get("Transform").orElse(template);
        return new Transformed(
                Optional.empty(),
                List.of(Diagnostic.error(
                                "unsupported-transform",
                                "The transform `" + NAME + "` is not built into this cloud yet.",
                                place.span())
                        .hint("Give the transformed template, as `samara transform` prints it.")));
    }
}
