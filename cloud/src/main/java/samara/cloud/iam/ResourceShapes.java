package samara.cloud.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import samara.cloud.kernel.Json;
import samara.cloud.resource.ResourceContext;
import samara.cloud.resource.ResourceTag;
import samara.template.Node;
import samara.wire.iam.Tag;

/// What the properties of IAM's resource types share.
final class ResourceShapes {
    private ResourceShapes() {}

    /// An element of `Policies`.
    record InlinePolicy(String policyName, Node policyDocument) {
        String json() {
            return document(policyDocument);
        }
    }

    /// A document: an object, or the text of one.
    static String document(Node node) {
        return node.asString().orElseGet(() -> Json.text(node));
    }

    /// The resource's tags over the stack's. AWS's own (`aws:…`) cannot be set on what IAM keeps.
    static List<Tag> tags(Optional<List<ResourceTag>> own, ResourceContext context) {
        List<Tag> tags = new ArrayList<>();
        context.tags(own.orElse(List.of())).forEach((key, value) -> {
            if (!key.startsWith("aws:")) {
                tags.add(new Tag(key, value));
            }
        });
        return tags;
    }

    /// The keys of tags that are wanted no more.
    static List<String> dropped(List<Tag> before, List<Tag> wanted) {
        List<String> kept = wanted.stream().map(Tag::key).toList();
        return before.stream().map(Tag::key).filter(key -> !kept.contains(key)).toList();
    }

    /// Does `each` for those of `wanted` that are not in `before`.
    static <T> void added(List<T> before, List<T> wanted, Consumer<T> each) {
        wanted.stream().filter(item -> !before.contains(item)).forEach(each);
    }
}
