package samara.cloud.xray;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import samara.cloud.xray.filter.FilterExpression;
import samara.cloud.xray.filter.FilterSyntaxException;

/// Whatever is sent: it is understood, or refused with a reason.
class XrayProperties {

    @Property
    void aDocumentIsASegmentOrRefused(@ForAll("documents") String text) {
        try {
            SegmentDocument document = SegmentDocument.of(text);
            var stored = new StoredSegment(document.id(), document.parentId(), document.isSubsegment(), text);
            var tree = TraceTree.of(StoredTrace.of(document, java.time.Instant.EPOCH), List.of(stored));
            assertThat(tree.root()).isPresent();
            assertThat(tree.duration()).isNotNegative();
        } catch (InvalidSegmentException e) {
            assertThat(e.getMessage()).endsWith(".");
        }
    }

    @Property
    void anExpressionIsAFilterOrRefused(@ForAll("expressions") String text) {
        try {
            assertThat(FilterExpression.parse(text)).isNotNull();
        } catch (FilterSyntaxException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> documents() {
        Arbitrary<String> value = Arbitraries.of(
                "\"00000000000000a1\"",
                "\"1-00000001-00000000000000000000000a\"",
                "\"x\"",
                "\"subsegment\"",
                "1",
                "0",
                "-1",
                "1e400",
                "true",
                "null",
                "{}",
                "[]",
                "[{}]",
                "{\"response\":{\"status\":500}}",
                "\"aws\"");
        Arbitrary<String> name = Arbitraries.of(
                "id",
                "trace_id",
                "parent_id",
                "type",
                "name",
                "start_time",
                "end_time",
                "in_progress",
                "http",
                "aws",
                "annotations",
                "subsegments",
                "namespace",
                "fault");
        Arbitrary<String> member = Combinators.combine(name, value).as((n, v) -> "\"" + n + "\":" + v);
        Arbitrary<String> good = Arbitraries.of(
                "\"id\":\"00000000000000a1\",\"trace_id\":\"1-00000001-00000000000000000000000a\",\"name\":\"x\","
                        + "\"start_time\":1,\"end_time\":2",
                "\"id\":\"00000000000000a1\"");
        Arbitrary<String> object = Combinators.combine(good, member.list().ofMaxSize(4))
                .as((first, more) -> "{" + first + (more.isEmpty() ? "" : "," + String.join(",", more)) + "}");
        return Arbitraries.oneOf(object, Arbitraries.strings().ofMaxLength(20));
    }

    @Provide
    Arbitrary<String> expressions() {
        Arbitrary<String> part = Arbitraries.of(
                "ok",
                "fault",
                "responsetime",
                "http.url",
                "annotation",
                "service",
                "edge",
                "id",
                "(",
                ")",
                "{",
                "}",
                "[",
                "]",
                "!",
                "=",
                "!=",
                "<",
                ">=",
                "AND",
                "OR",
                "CONTAINS",
                "\"x\"",
                "1.5",
                "-",
                "true",
                ",",
                ":",
                "\"");
        return Arbitraries.oneOf(
                part.list().ofMaxSize(12).map(parts -> String.join(" ", parts)),
                Arbitraries.strings().ofMaxLength(20));
    }
}
