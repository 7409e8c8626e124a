package samara.gateway.waf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import samara.gateway.ApiRequest;
import samara.gateway.Corpus;
import samara.gateway.Headers;

/// Each file in `waf/` is a statement with requests that it matches and requests that it doesn't, or with the error
/// that it is refused with. Dropping a file in adds a test.
class WafCorpusTest {
    private final WebAcls sets = new WebAcls();

    @TestFactory
    Stream<DynamicTest> corpus() throws IOException {
        sets.putIpSet("arn:ips", new IpAddresses(List.of("192.0.2.0/25", "2001:db8::/33")));
        sets.putRegexPatternSet("arn:words", List.of(Pattern.compile("^/admin"), Pattern.compile("[0-9]{4}$")));
        return Corpus.files("waf").stream().flatMap(file -> {
            Map<?, ?> all = Corpus.map(Corpus.read(file));
            return all.entrySet().stream().flatMap(each -> tests(file, each));
        });
    }

    private Stream<DynamicTest> tests(Path file, Map.Entry<?, ?> named) {
        String name = file.getFileName() + ": " + named.getKey();
        Map<?, ?> example = Corpus.map(named.getValue());
        if (example.get("refused") instanceof String message) {
            return Stream.of(DynamicTest.dynamicTest(
                    name + " is refused",
                    () -> assertThatThrownBy(() -> acl(example)).hasMessage(message)));
        }
        WebAcl acl = acl(example);
        return Stream.of("matches", "passes")
                .flatMap(kind -> Corpus.list(example.get(kind)).stream()
                        .map(Corpus::map)
                        .map(request -> DynamicTest.dynamicTest(name + " " + kind + " " + request, () -> {
                            Verdict verdict = acl.inspect(request(request), sets, InstantSource.system());
                            assertThat(verdict.allowed()).isEqualTo(kind.equals("passes"));
                            if (example.get("rule") instanceof String rule && !verdict.allowed()) {
                                assertThat(verdict.ruleId()).isEqualTo(rule);
                            }
                        })));
    }

    private static WebAcl acl(Map<?, ?> example) {
        boolean managed = Corpus.map(example.get("statement")).containsKey("ManagedRuleGroupStatement");
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("Name", "r");
        rule.put("Priority", 0);
        rule.put("Statement", example.get("statement"));
        rule.put(managed ? "OverrideAction" : "Action", managed ? Map.of("None", Map.of()) : Map.of("Block", Map.of()));
        return acl(List.of(rule));
    }

    private static WebAcl acl(List<?> rules) {
        return WebAcl.read(
                "arn:acl", Map.of("DefaultAction", Map.of("Allow", Map.of()), "Rules", rules), "awswaf:1:webacl:a:");
    }

    private static ApiRequest request(Map<?, ?> request) {
        String[] target =
                request.containsKey("path") ? Corpus.text(request.get("path")).split("\\?", 2) : new String[] {"/x"};
        Headers headers = new Headers();
        Corpus.map(request.get("headers")).forEach((k, v) -> headers.add(k.toString(), v.toString()));
        String body = Corpus.text(request.get("body"));
        int times = request.get("times") instanceof Number number ? number.intValue() : 1;
        return new ApiRequest(
                request.containsKey("method") ? Corpus.text(request.get("method")) : "GET",
                target[0],
                target[0],
                target.length > 1 ? Optional.of(target[1]) : Optional.empty(),
                headers,
                body.repeat(times).getBytes(StandardCharsets.UTF_8),
                new ApiRequest.Client(
                        request.containsKey("ip") ? Corpus.text(request.get("ip")) : "127.0.0.1",
                        "HTTP/1.1",
                        "localhost",
                        80,
                        "http",
                        Optional.empty()));
    }

    @Test
    void aRateIsCountedWithinItsWindow() {
        AtomicLong seconds = new AtomicLong(1_800_000_000);
        InstantSource clock = () -> Instant.ofEpochSecond(seconds.get());
        WebAcl acl = acl(List.of(Map.of(
                "Name",
                "rate",
                "Priority",
                1,
                "Statement",
                Map.of("RateBasedStatement", Map.of("Limit", 10, "EvaluationWindowSec", 60, "AggregateKeyType", "IP")),
                "Action",
                Map.of("Block", Map.of()))));
        for (int i = 0; i < 10; i++) {
            assertThat(acl.inspect(request(Map.of()), sets, clock).allowed()).isTrue();
        }
        Verdict eleventh = acl.inspect(request(Map.of()), sets, clock);
        assertThat(eleventh.allowed()).isFalse();
        assertThat(eleventh.ruleType()).isEqualTo("RATE_BASED");
        assertThat(acl.inspect(request(Map.of("ip", "192.0.2.1")), sets, clock).allowed())
                .isTrue();
        seconds.addAndGet(61);
        assertThat(acl.inspect(request(Map.of()), sets, clock).allowed()).isTrue();
    }

    @Test
    void rulesCountLabelInsertAndAnswerInTheirOrder() {
        Map<?, ?> any = Map.of(
                "ByteMatchStatement",
                Map.of(
                        "FieldToMatch",
                        Map.of("Method", Map.of()),
                        "PositionalConstraint",
                        "EXACTLY",
                        "SearchString",
                        "GET",
                        "TextTransformations",
                        List.of(Map.of("Priority", 0, "Type", "NONE"))));
        Map<?, ?> labelled = Map.of("LabelMatchStatement", Map.of("Scope", "LABEL", "Key", "seen"));
        WebAcl acl = WebAcl.read(
                "arn:acl",
                Map.of(
                        "DefaultAction",
                        Map.of("Allow", Map.of()),
                        "CustomResponseBodies",
                        Map.of("no", Map.of("ContentType", "APPLICATION_JSON", "Content", "{\"no\":1}")),
                        "Rules",
                        List.of(
                                Map.of(
                                        "Name",
                                        "second",
                                        "Priority",
                                        2,
                                        "Statement",
                                        labelled,
                                        "Action",
                                        Map.of(
                                                "Block",
                                                Map.of(
                                                        "CustomResponse",
                                                        Map.of("ResponseCode", 418, "CustomResponseBodyKey", "no")))),
                                Map.of(
                                        "Name",
                                        "first",
                                        "Priority",
                                        1,
                                        "Statement",
                                        any,
                                        "RuleLabels",
                                        List.of(Map.of("Name", "seen")),
                                        "Action",
                                        Map.of("Count", Map.of())))),
                "awswaf:1:webacl:a:");

        Verdict verdict = acl.inspect(request(Map.of()), sets, InstantSource.system());

        assertThat(verdict.allowed()).isFalse();
        assertThat(verdict.ruleId()).isEqualTo("second");
        assertThat(verdict.counted()).containsExactly("first");
        assertThat(verdict.labels()).containsExactly("awswaf:1:webacl:a:seen");
        assertThat(verdict.response()).contains(new Verdict.Response(418, Map.of(), "application/json", "{\"no\":1}"));
        assertThat(acl.inspect(request(Map.of("method", "PUT")), sets, InstantSource.system())
                        .ruleId())
                .isEqualTo("Default_Action");
    }
}
