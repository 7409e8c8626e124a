package samara.cli.lint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import samara.template.Dependencies;
import samara.template.Diagnostic;
import samara.template.Node;
import samara.template.ObjectNode;
import samara.template.ResourceDeclaration;
import samara.template.Template;

/// Functions whose configuration a deployment would change without publishing a version, so that their alias keeps
/// the old one. SAM publishes when code, environment, memory or SnapStart change, and else only with
/// `AutoPublishAliasAllProperties`. See
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html>.
final class AliasesWithoutVersion implements Rule {
    private static final String VERSION = "AWS::Lambda::Version";
    /// What belongs to the function and to none of its versions.
    private static final Set<String> UNVERSIONED = Set.of(
            "FunctionName",
            "Tags",
            "Code",
            "ReservedConcurrentExecutions",
            "RecursiveLoop",
            "CodeSigningConfigArn",
            "RuntimeManagementConfig");

    @Override
    public About about() {
        return About.warning(
                "S5002",
                "Configuration changes and no version is published",
                "Known only before a deployment to an existing stack. The function itself changes; its alias keeps pointing "
                        + "to the version with the old configuration. `AutoPublishAliasAllProperties: true` publishes a version "
                        + "at every change.");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        if (subject.deployed().isEmpty() || subject.made().isEmpty()) {
            return;
        }
        Deployed deployed = subject.deployed().get();
        Template before = Template.of(deployed.template(), new ArrayList<>());
        Template after = subject.made().get();
        Set<String> changedParameters = changedParameters(before, after, subject);
        for (ResourceDeclaration version : after.resources().values()) {
            ResourceDeclaration same = before.resources().get(version.logicalId());
            if (same == null || !version.type().equals(VERSION)) {
                continue;
            }
            for (Dependencies.Reference function : Dependencies.of(version.properties(), Map.of())) {
                ResourceDeclaration from = before.resources().get(function.logicalId());
                ResourceDeclaration to = after.resources().get(function.logicalId());
                if (from != null && to != null && to.type().equals("AWS::Lambda::Function")) {
                    compare(from.properties(), to, changedParameters, findings);
                }
            }
        }
    }

    private static void compare(
            ObjectNode from, ResourceDeclaration to, Set<String> changedParameters, Findings findings) {
        Set<String> names = new LinkedHashSet<>(to.properties().names());
        names.addAll(from.names());
        names.removeAll(UNVERSIONED);
        List<String> changed = names.stream()
                .filter(name -> !same(from.get(name), to.properties().get(name))
                        || to.properties()
                                .get(name)
                                .filter(value -> refersTo(value, changedParameters))
                                .isPresent())
                .toList();
        if (!changed.isEmpty()) {
            Diagnostic found = findings.at(
                    to.properties().has(changed.getFirst()) ? to.properties().nameSpan(changed.getFirst()) : to.span(),
                    "`" + String.join("`, `", changed) + "` of `" + to.logicalId()
                            + (changed.size() == 1 ? "` changes" : "` change")
                            + ", and no version is published: the alias keeps the old configuration.");
            findings.add(
                    found.inResource(to.logicalId())
                            .hint(
                                    "Set `AutoPublishAliasAllProperties: true` beside `AutoPublishAlias`, or change the code, too."));
        }
    }

    private static Set<String> changedParameters(Template before, Template after, Subject subject) {
        Map<String, String> old = subject.deployed().map(Deployed::parameters).orElse(Map.of());
        Set<String> changed = new LinkedHashSet<>();
        after.parameters().values().forEach(parameter -> {
            String was = old.get(parameter.name());
            String given = subject.parameters().get(parameter.name());
            // A secret's value comes back masked: it can't be compared.
            if (was != null && given != null && !given.equals(was) && !parameter.isNoEcho()) {
                changed.add(parameter.name());
            }
        });
        changed.retainAll(before.parameters().keySet());
        return changed;
    }

    private static boolean refersTo(Node value, Set<String> names) {
        return Dependencies.of(value, Map.of()).stream().anyMatch(found -> names.contains(found.logicalId()));
    }

    private static boolean same(Optional<Node> one, Optional<Node> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        return same(one.get(), other.get());
    }

    /// Equal as CloudFormation sees it: `5` is `"5"`.
    private static boolean same(Node one, Node other) {
        if (one instanceof ObjectNode first && other instanceof ObjectNode second) {
            return first.names().equals(second.names())
                    && first.names().stream().allMatch(name -> same(first.get(name), second.get(name)));
        }
        Optional<List<Node>> first = one.asList();
        Optional<List<Node>> second = other.asList();
        if (first.isPresent() && second.isPresent()) {
            List<Node> left = first.get();
            List<Node> right = second.get();
            return left.size() == right.size()
                    && java.util.stream.IntStream.range(0, left.size())
                            .allMatch(index -> same(left.get(index), right.get(index)));
        }
        return one.asText().isPresent() ? one.asText().equals(other.asText()) : one.equals(other);
    }
}
