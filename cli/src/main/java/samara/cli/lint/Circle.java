package samara.cli.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import samara.template.Dependencies;
import samara.template.Diagnostic;
import samara.template.ResourceDeclaration;
import samara.template.Template;

/// Resources that need each other, so that none can be made first.
///
/// @param resources each once, in the order in which one needs the next
public record Circle(List<ResourceDeclaration> resources) {
    private static final String BUCKET = "AWS::S3::Bucket";
    private static final int MOST = 20;

    public Circle {
        resources = List.copyOf(resources);
    }

    /// The circles of a template after its transform, of each group of resources one.
    public static List<Circle> in(Template template) {
        Map<String, SequencedSet<String>> needs =
                new LinkedHashMap<>(Dependencies.between(template.resources().values(), Map.of()));
        List<Circle> circles = new ArrayList<>();
        while (circles.size() < MOST) {
            List<String> found = Dependencies.cycle(needs);
            if (found.isEmpty()) {
                break;
            }
            circles.add(new Circle(found.stream()
                    .flatMap(id -> Optional.ofNullable(template.resources().get(id)).stream())
                    .toList()));
            found.forEach(needs::remove);
        }
        return circles;
    }

    /// `A → B → A`.
    public String path() {
        List<String> ids = new ArrayList<>(
                resources.stream().map(ResourceDeclaration::logicalId).toList());
        ids.add(ids.getFirst());
        return String.join(" → ", ids);
    }

    /// The resource that it is best shown at: a bucket, else the first.
    public ResourceDeclaration shownAt() {
        return bucket().orElse(resources.getFirst());
    }

    /// The bucket whose notification closes it, if that is the case.
    public Optional<ResourceDeclaration> bucket() {
        return resources.stream()
                .filter(resource ->
                        resource.type().equals(BUCKET) && resource.properties().has("NotificationConfiguration"))
                .findFirst();
    }

    /// The diagnostic with how to break the circle.
    public Diagnostic hint(Diagnostic diagnostic) {
        if (bucket().isEmpty()) {
            return diagnostic.hint("Take one of these references away, or move it into a resource of its own, as "
                    + "`AWS::IAM::Policy` or `AWS::Lambda::Permission` are.");
        }
        String id = bucket().get().logicalId();
        return diagnostic.hint(
                "The notification of `" + id + "` needs its target first, and the target needs the bucket. "
                        + "Give `" + id + "` a `BucketName` made of what is known before, such as "
                        + "`!Sub \"uploads-${AWS::AccountId}-${AWS::StackName}\"`, and use that text in policies and environment "
                        + "variables instead of `!Ref " + id + "`.");
    }
}
