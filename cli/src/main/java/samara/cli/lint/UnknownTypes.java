package samara.cli.lint;

import java.util.List;
import java.util.Optional;
import samara.cli.lint.spec.Specification;
import samara.template.Node;
import samara.template.ResourceDeclaration;
import samara.template.Span;
import samara.template.Suggestion;

/// A resource type that AWS does not have.
final class UnknownTypes implements Rule {
    @Override
    public About about() {
        return About.error(
                "S3001",
                "AWS has no such resource type",
                "Types are spelt as AWS documents them, case included: `AWS::SQS::Queue`. One that is newer than this "
                        + "version of Samara and not like any other is reported as a warning (S3006).");
    }

    @Override
    public void check(Subject subject, Findings findings) {
        List<String> names = List.of();
        for (ResourceDeclaration resource : subject.resources()) {
            if (isUnknown(resource, subject)) {
                names = names.isEmpty() ? Specification.names() : names;
                Suggestion near = Suggestion.of(resource.type(), nearby(resource.type(), names));
                if (near.name().isPresent()) {
                    findings.add(
                            near.hint(findings.at(span(resource), "AWS has no resource type `" + resource.type() + "`.")
                                    .inResource(resource.logicalId())));
                }
            }
        }
    }

    /// Whether it says that it is AWS's, and is not specified.
    static boolean isUnknown(ResourceDeclaration resource, Subject subject) {
        return Types.isOfAws(resource.type())
                && !Types.isOpen(resource.type())
                && !resource.type().startsWith("AWS::Serverless::")
                && subject.specification().type(resource.type()).isEmpty();
    }

    /// Types of which only a letter or two are different: a newer type is seldom that like an older one.
    static List<String> nearby(String type, List<String> names) {
        return names.stream()
                .filter(name -> name.equalsIgnoreCase(type) || edits(type, name))
                .toList();
    }

    private static boolean edits(String type, String name) {
        int shared = 0;
        int most = Math.min(type.length(), name.length());
        while (shared < most && type.charAt(shared) == name.charAt(shared)) {
            shared++;
        }
        int end = 0;
        while (end < most - shared && type.charAt(type.length() - 1 - end) == name.charAt(name.length() - 1 - end)) {
            end++;
        }
        boolean isLonger =
                type.startsWith(name) && type.substring(name.length()).matches("V?[0-9]+");
        return !isLonger && Math.max(type.length(), name.length()) - shared - end <= 2;
    }

    static Span span(ResourceDeclaration resource) {
        Optional<Node> type = resource.body().get("Type");
        return type.map(Node::span).orElse(resource.span());
    }
}
