package samara.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samara.gateway.api.Model;

/// What is a JSON schema of draft 4, and what a body may cost. The fuzzer found the refused ones.
class ModelSchemaTest {
    private static final BodySchema BACKTRACKING = BodySchema.of(
            "M",
            Map.of(
                    "M",
                    new Model("1", "M", Optional.empty(), "{\"pattern\": \"^(a|aa)+\\\\1b$\"}", "application/json")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1]                                                        | #: a schema must be an object
            {"properties": {"a": true}}                                | #/properties/a: a schema must be an object
            {"properties": []}                                         | #/properties: must be an object of schemas
            {"oneOf": true}                                            | #/oneOf: must be a list of schemas, one at least
            {"type": "text"}                                           | #/type: must be one or several of
            {"multipleOf": 0}                                          | #/multipleOf: must be a number above 0
            {"required": []}                                           | #/required: must be a list of different texts
            {"pattern": "("}                                           | #/pattern: is no regular expression
            {"patternProperties": {"[": {}}}                           | #/patternProperties: is no regular expression
            {"properties": {"a": {"id": "::::"}}}                      | #/properties/a/id: must be a URI
            {"$ref": "file:///etc/passwd"}                             | neither a place in this model nor a model of this API
            {"$ref": "http://127.0.0.1:1/schema"}                      | neither a place in this model nor a model of this API
            {"$ref": "#/definitions/none"}                             | must be the place of a schema in this model
            {"$ref": "#"}                                              | #: leads back to itself
            {"allOf": [{"$ref": "#"}]}                                 | #: leads back to itself
            {"definitions": {"a": {"$ref": "#/definitions/b"}, "b": {"$ref": "#/definitions/a"}}} | leads back to itself
            """)
    void saysWhatIsWrongWithAModel(String model, String problem) {
        assertThat(ModelSchema.problems(model, "Thing"::equals))
                .isNotEmpty()
                .first()
                .asString()
                .contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}
            {"$schema": "http://json-schema.org/draft-04/schema#", "title": "t", "type": ["object", "null"], "x-more": 1}
            {"$ref": "https://apigateway.amazonaws.com/restapis/abc/models/Thing"}
            {"type": "array", "items": {"$ref": "#"}, "additionalItems": false, "maxItems": 3}
            {"properties": {"id": {"type": "string"}, "pattern": {}, "required": {}}, "dependencies": {"a": ["b"], "b": {}}}
            {"definitions": {"n": {"properties": {"next": {"$ref": "#/definitions/n"}}}}, "$ref": "#/definitions/n"}
            """)
    void takesWhatIsOne(String model) {
        assertThat(ModelSchema.problems(model, "Thing"::equals)).isEmpty();
    }

    private static List<String> errorsOf(int length) {
        return BACKTRACKING.errors('"' + "a".repeat(length) + "!\"");
    }

    @Test
    void givesUpAnExpressionThatBacktracksForever() {
        assertThat(errorsOf(60)).singleElement().asString().contains("a regular expression of it takes too long");
    }

    @Test
    void aBodyIsNotChargedForThoseBeforeIt() {
        for (int body = 0; body < 40; body++) {
            assertThat(errorsOf(26)).singleElement().asString().contains("does not match the regex pattern");
        }
    }
}
