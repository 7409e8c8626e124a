package samara.cloud.cloudformation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samara.cloud.kernel.Call;
import samara.cloud.kernel.Clock;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.Span;
import samara.template.StringNode;
import samara.template.Template;
import samara.transform.SamTransform;
import samara.transform.TransformOptions;
import samara.transform.TransformResult;
import samara.transform.Transforms;
import samara.transform.include.Includes;
import samara.transform.include.Snippets;
import samara.wire.AwsException;

/// The transforms that AWS hosts: SAM's, the language extensions and `AWS::Include`, whose snippets are read from S3
/// with the rights of who deploys. Macros of somebody's own are not built.
final class Macros {
    private static final Pattern LOCATION = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,62})/(.+)");
    private static final int MOST_BYTES = 1_000_001;

    private final Clock clock;
    private final Lookups lookups;

    Macros(Clock clock, Lookups lookups) {
        this.clock = clock;
        this.lookups = lookups;
    }

    /// Whether this transform is built.
    static boolean isBuilt(String name) {
        return List.of(SamTransform.NAME, Template.LANGUAGE_EXTENSIONS, Includes.NAME)
                .contains(name);
    }

    /// Whether a template asks for any, in its `Transform` or inside.
    static boolean isNeeded(Template template) {
        return !template.transforms().isEmpty() || calls(template.root());
    }

    /// The template after all of them, and what is wrong with it.
    TransformResult transform(ObjectNode template, Map<String, String> parameters, String region, Call call) {
        var values = new LinkedHashMap<String, Node>();
        parameters.forEach((name, value) -> values.put(name, new StringNode(value, Span.outside("Parameters"))));
        TransformOptions options = TransformOptions.of(region)
                .withParameters(values)
                .at(clock.now().getEpochSecond());
        return Transforms.transform(template, options, location -> snippet(location, call));
    }

    private Snippets.Snippet snippet(String location, Call call) {
        Matcher parts = LOCATION.matcher(location);
        if (!parts.matches()) {
            return new Snippets.Snippet.Refused("The `Location` of `AWS::Include` must be an object in S3, as in"
                    + " `s3://bucket/snippet.yaml`, not `" + location + "`.");
        }
        try {
            return new Snippets.Snippet.Text(
                    location, lookups.object(parts.group(1), parts.group(2), MOST_BYTES, call));
        } catch (AwsException answer) {
            return new Snippets.Snippet.Refused(
                    "The snippet `" + location + "` can't be read: " + answer.message() + " (" + answer.code() + ")");
        }
    }

    /// Puts an error for each macro that a template still calls after its transforms.
    static void left(Node node, List<Diagnostic> diagnostics) {
        node.asObject()
                .ifPresent(object -> object.members().forEach((name, member) -> {
                    if (name.equals("Fn::Transform")) {
                        diagnostics.add(Diagnostic.error(
                                "unsupported-transform",
                                "`Fn::Transform` takes `AWS::Include` only: macros of your own are not built.",
                                member.nameSpan()));
                    } else {
                        left(member.value(), diagnostics);
                    }
                }));
        node.asList().ifPresent(list -> list.forEach(element -> left(element, diagnostics)));
    }

    private static boolean calls(Node node) {
        return node.asObject()
                        .map(object -> object.has("Fn::Transform")
                                || object.members().values().stream().anyMatch(member -> calls(member.value())))
                        .orElse(false)
                || node.asList()
                        .map(list -> list.stream().anyMatch(Macros::calls))
                        .orElse(false);
    }
}
