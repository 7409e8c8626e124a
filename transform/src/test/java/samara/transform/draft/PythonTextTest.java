package samara.transform.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PythonTextTest {

    private static DraftObject legacy(String... names) {
        DraftObject object = DraftObject.makeLegacy();
        for (String name : names) {
            object.put(name, DraftNumber.of(1));
        }
        return object;
    }

    @Test
    void walksLegacyObjectsInPython27sOrder() {
        assertThat(legacy("swagger", "info", "paths").names()).isEqualTo(List.of("info", "paths", "swagger"));
        assertThat(legacy("type", "httpMethod", "uri", "credentials").names())
                .isEqualTo(List.of("httpMethod", "type", "uri", "credentials"));
    }

    @Test
    void removedKeysLeaveTheirMark() {
        DraftObject object = legacy("a", "b", "c", "d", "e");
        object.remove("a");
        object.put("z", DraftNumber.of(2));
        assertThat(object.names()).containsExactlyInAnyOrder("b", "c", "d", "e", "z");
        assertThat(object.has("a")).isFalse();
    }

    @Test
    void marksTextFromTheTemplate() {
        DraftObject object = DraftObject.makeLegacy();
        object.put("plain", new DraftText("it's", false, Draft.UNPLACED));
        object.put("other", new DraftText("caf\u00e9 \\ \n", true, Draft.UNPLACED));
        assertThat(PythonText.str(object)).contains("'plain': \"it's\"").contains("'other': u'caf\\xe9 \\\\ \\n'");
    }

    @Test
    void writesJsonAsPythonDoes() {
        DraftObject object = DraftObject.make()
                .put("b", DraftList.of(new DraftNumber("1.50", Draft.UNPLACED), DraftBoolean.of(true)))
                .put("a", "\u00e9\"");
        assertThat(PythonText.compactJson(object)).isEqualTo("{\"a\":\"\\u00e9\\\"\",\"b\":[1.5,true]}");
        assertThat(PythonText.json(object)).isEqualTo("{\"b\": [1.5, true], \"a\": \"\\u00e9\\\"\"}");
        assertThat(PythonText.indentedJson(DraftObject.of("a", DraftList.of(Nothing.HERE))))
                .isEqualTo("{\n    \"a\": [\n        null\n    ]\n}");
    }
}
