package samara.cli.lint;

import java.util.Optional;
import samara.template.BooleanNode;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.ResourceDeclaration;

/// Functions whose alias will not follow all changes: what [AliasesWithoutVersion] finds at a deployment, before there
/// is a stack to compare with.
final class AliasesOfSomeChanges implements Rule {
    private static final String ALIAS = "AutoPublishAlias";
    private static final String ALL = "AutoPublishAliasAllProperties";

    @Override
    public About about() {
        return About.info(
                "S5003",
                "An alias follows only some changes of its function",
                "`AutoPublishAlias` publishes a version when code, environment, memory or SnapStart change. After another "
                        + "change (`Timeout`, `Layers`, `Runtime`…) the alias keeps pointing to the version before it, unless "
                        + "`AutoPublishAliasAllProperties` is true; `deploy` says so where it happens (S5002).");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        Optional<ObjectNode> globals =
                subject.written().root().object("Globals").flatMap(sections -> sections.object("Function"));
        for (ResourceDeclaration resource : subject.written().resources().values()) {
            if (!resource.type().equals("AWS::Serverless::Function")) {
                continue;
            }
            ObjectNode own = resource.properties();
            Optional<ObjectNode> publishes = own.has(ALIAS) ? Optional.of(own) : globals.filter(all -> all.has(ALIAS));
            Optional<Node> all = own.get(ALL).or(() -> globals.flatMap(properties -> properties.get(ALL)));
            if (publishes.isPresent() && isOff(all)) {
                findings.add(findings.at(
                                publishes.get().nameSpan(ALIAS),
                                "The alias of `" + resource.logicalId()
                                        + "` follows changes of code, environment, memory and SnapStart only.")
                        .inResource(resource.logicalId())
                        .hint("Set `" + ALL + ": true` beside it to publish a version at every change."));
            }
        }
    }

    /// Not set, or false; an intrinsic may become true.
    private static boolean isOff(Optional<Node> all) {
        return all.isEmpty()
                || all.get() instanceof BooleanNode bool && !bool.value()
                || all.get().asString().filter("false"::equalsIgnoreCase).isPresent();
    }
}
