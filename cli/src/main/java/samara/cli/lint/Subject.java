package samara.cli.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import samara.cli.lint.spec.Specification;
import samara.cloud.resource.ResourceHandlers;
import samara.template.ObjectNode;
import samara.template.ResourceDeclaration;
import samara.template.Span;
import samara.template.Template;

/// What rules look at.
///
/// Not for use by several threads.
public final class Subject {
    private final Template written;
    private final Optional<Template> made;
    private final Surroundings around;
    private final Specification specification = new Specification();
    private final List<Mismatch> mismatches = new ArrayList<>();
    private boolean hasWalked;

    /// What is known beside the template.
    ///
    /// @param parameters values that are known for its parameters
    /// @param region where it is meant for
    private record Surroundings(
            Map<String, String> parameters, String region, ResourceHandlers handlers, Optional<Deployed> deployed) {}

    private Subject(Template written, Optional<Template> made, Surroundings around) {
        this.written = written;
        this.made = made;
        this.around = around;
    }

    /// A template.
    ///
    /// @param source as it was written
    /// @param transformed as CloudFormation sees it; nothing where the transform refused it
    /// @param parameters values that are known for its parameters
    /// @param region where it is meant for
    public static Subject of(
            ObjectNode source, Optional<ObjectNode> transformed, Map<String, String> parameters, String region) {
        return new Subject(
                Template.of(source, new ArrayList<>()),
                transformed.map(tree -> Template.of(tree, new ArrayList<>())),
                new Surroundings(
                        new LinkedHashMap<>(parameters),
                        region,
                        new ResourceHandlers(name -> Optional.empty()),
                        Optional.empty()));
    }

    /// The same, seen by a cloud that has these resource types.
    public Subject forCloud(ResourceHandlers handlers) {
        return new Subject(
                written, made, new Surroundings(around.parameters(), around.region(), handlers, around.deployed()));
    }

    /// The same, as the successor of what is deployed now.
    public Subject after(Deployed deployed) {
        return new Subject(
                written,
                made,
                new Surroundings(around.parameters(), around.region(), around.handlers(), Optional.of(deployed)));
    }

    /// What is deployed now, if that is known.
    Optional<Deployed> deployed() {
        return around.deployed();
    }

    /// What the embedded cloud has.
    EmbeddedTypes embedded() {
        return new EmbeddedTypes(around.handlers());
    }

    /// The template as it was written.
    Template written() {
        return written;
    }

    /// The template as CloudFormation sees it.
    Optional<Template> made() {
        return made;
    }

    /// The resources as CloudFormation sees them; none where the transform refused the template.
    List<ResourceDeclaration> resources() {
        return made.map(template -> List.copyOf(template.resources().values())).orElse(List.of());
    }

    /// Where a resource is written: its logical id, if the author wrote it.
    Span place(ResourceDeclaration resource) {
        ResourceDeclaration own = written.resources().get(resource.logicalId());
        return own == null ? resource.span() : own.span();
    }

    Map<String, String> parameters() {
        return around.parameters();
    }

    String region() {
        return around.region();
    }

    Specification specification() {
        return specification;
    }

    /// Where resources are not what AWS specifies.
    List<Mismatch> mismatches() {
        if (!hasWalked) {
            hasWalked = true;
            for (ResourceDeclaration resource : resources()) {
                specification
                        .type(resource.type())
                        .filter(type -> !Types.isOpen(type.name()))
                        .ifPresent(type ->
                                new PropertyWalk(type, resource.logicalId(), mismatches).walk(resource.properties()));
            }
        }
        return mismatches;
    }
}
