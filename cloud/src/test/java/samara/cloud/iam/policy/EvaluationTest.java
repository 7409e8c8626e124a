package samara.cloud.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import samara.cloud.iam.policy.Evaluation.Asker;
import samara.cloud.iam.policy.Evaluation.Named;
import samara.cloud.iam.policy.Evaluation.Ownership;
import samara.cloud.iam.policy.PolicyDocument.Kind;
import samara.cloud.kernel.Json;
import samara.template.Node;
import samara.template.ObjectNode;

/// The corpus: each `.json` holds cases, each with policies, a request, and the outcome that AWS documents for it.
class EvaluationTest {
    @TestFactory
    Stream<DynamicTest> decidesAsDocumented() throws IOException {
        Path corpus = Path.of("src/test/resources/samara/cloud/iam/policy");
        List<DynamicTest> tests = new ArrayList<>();
        try (var files = Files.list(corpus)) {
            for (Path file : files.sorted().toList()) {
                Json.parse(Files.readString(file))
                        .asObject()
                        .orElseThrow()
                        .forEach((name, node) -> tests.add(
                                DynamicTest.dynamicTest(file.getFileName() + ": " + name, () -> check(node))));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static void check(Node node) {
        ObjectNode test = node.asObject().orElseThrow();
        Optional<Named> resource = named(test, "resource", test.has("trust") ? Kind.TRUST : Kind.RESOURCE);
        var policies = new Evaluation.Policies(
                Asker.valueOf(test.string("asker").orElse("USER")),
                Ownership.valueOf(test.string("ownership").orElse("SAME_ACCOUNT")),
                named(test, "identity", Kind.IDENTITY).stream().toList(),
                named(test, "boundary", Kind.IDENTITY),
                named(test, "session", Kind.IDENTITY),
                resource);
        Map<String, List<String>> context = new LinkedHashMap<>();
        test.object("context")
                .ifPresent(keys -> keys.forEach((key, value) -> context.put(
                        key,
                        value.asList().orElse(List.of(value)).stream()
                                .map(each -> each.asText().orElseThrow())
                                .toList())));
        String service = test.string("service").orElse("");
        var caller = new Request.Caller(
                service.isEmpty() ? "111122223333" : "",
                service.isEmpty()
                        ? List.of(test.string("caller").orElse("arn:aws:iam::111122223333:user/ana"))
                        : List.of(),
                service);
        var decision = Evaluation.of(
                Request.of(
                        test.string("action").orElse("s3:GetObject"),
                        test.string("on").orElse("arn:aws:s3:::box/file"),
                        caller,
                        context),
                policies);
        assertThat(decision.outcome().name()).isEqualTo(test.string("expect").orElseThrow());
        test.string("because").ifPresent(reason -> assertThat(decision.reason()).contains(reason));
    }

    /// A policy of one statement, or of a list of them.
    private static Optional<Named> named(ObjectNode test, String member, Kind kind) {
        return test.get(member)
                .map(statements -> new Named(
                        member,
                        PolicyDocument.parse(
                                "{\"Version\":\"2012-10-17\",\"Statement\":" + Json.text(statements) + "}", kind)));
    }
}
