"""Mapping templates (VTL) and JSON-schema models, put through the control plane and tried with `TestInvokeMethod`."""
import json

from api_exchange import Case
from api_json import changed, nested, value
from api_sigv4 import request

PIECES = (
    "$input.body", "$input.json('$')", "$input.path('$.a')", "$input.path('$..a')", "$input.params('x')", "$input.params()",
    "$context.requestId", "$context.identity.sourceIp", "$stageVariables.x", "$util.escapeJavaScript($input.body)",
    "$util.parseJson($input.body)", "$util.parseJson('{')", "$util.base64Decode('%%')", "$util.urlDecode('%zz')", "$!x.y.z", "${x",
    "$util.urlEncode($input)", "$input.json('$[')", "$input.json('')", "$input.json($x)", "$input.path('$.[?(@.a==1)]')", "$x",
    "#set($x = 1)", "#set($x = $x + 1)", "#set($x = \"$x$x$x$x\")", "#set($x = {})", "#set($x = [1..5])", "#set($x.y = 2)",
    "#set($x = 1 / 0)", "#set($x = 9223372036854775807 + 1)", "#set($x", "#set($input = 1)", "#if($x)a#end", "#if(", "#else", "#end",
    "#foreach($i in [1..3])$i#end", "#foreach($i in $input.path('$'))$i#end", "#foreach($i in [1..100000000])$i#end", "#stop",
    "#foreach($i in [1..1000])#foreach($j in [1..1000])#foreach($k in [1..1000])x#end#end#end", "#foreach($i in $x)", "#break",
    "#macro(m)#m()#end#m()", "#define($d)$d#end$d", "#evaluate('$x')", "#parse('/etc/passwd')", "#include('/etc/passwd')",
    "$x.getClass()", "$input.getClass().forName('x')", "$x.class.classLoader", "$util.class", "$context.getClass()",
    "$input.body.replaceAll('(a+)+$', '')", "$input.body.split('')", "$input.body.substring(-1)", "$input.body.charAt(99999)",
    "$input.body.length()", "$x.wait()", "$x.notifyAll()", "##", "#*", "*#", "#[[", "]]#", "\\$x", "$", "#", "$!", "{", "}", "\"",
    "#set($s = 'aaaaaaaaaaaaaaaa')#foreach($i in [1..40])#set($s = \"$s$s\")#end$s.length()", "$x.put('a', $x)$x", "\u2028",
    "#set($context.requestOverride.header.a = \"b\")", "#set($context.responseOverride.status = 99999)",
    "#set($context.responseOverride.header.a = \"b\r\nc: d\")", "#set($context.responseOverride.status = 'x')",
    "$input.body.format('%2000000000d', 1)", "$input.body.repeat(2000000000)", "#foreach($i in [1..-5])$i#end",
    "$input.body.matches('(x+x+)+y')")
STATUS = '{"statusCode": 200}'
SCHEMA = {
    "$schema": "http://json-schema.org/draft-04/schema#", "type": "object", "required": ["a"], "additionalProperties": False,
    "definitions": {"d": {"type": "array", "items": {"$ref": "#/definitions/d"}, "maxItems": 3}},
    "properties": {"a": {"type": "string", "pattern": "^(a+)+$", "minLength": 1, "format": "date-time"},
                   "b": {"type": "number", "multipleOf": 0.01, "minimum": 0, "exclusiveMinimum": True}, "d": {"$ref": "#/definitions/d"},
                   "e": {"enum": [1, "x", None]}, "f": {"oneOf": [{"type": "string"}, {"not": {"type": "integer"}}]}},
    "patternProperties": {"^x-": {}}, "dependencies": {"a": ["b"]}, "minProperties": 1}
ODD_SCHEMAS = (
    {"$ref": "#"}, {"$ref": "#/definitions/none"}, {"$ref": "http://127.0.0.1:1/schema"}, {"$ref": "file:///etc/passwd"},
    {"type": "string", "pattern": "("}, {"type": "string", "pattern": "^(([a-z])+.)+[A-Z]([a-z])+$"}, {"multipleOf": 0},
    {"allOf": [{"$ref": "#"}]}, {"type": "nothing"}, {"type": []}, {"required": []}, {"maxLength": -1}, {"maxLength": 1e30},
    {"$ref": "https://apigateway.amazonaws.com/restapis/x/models/None"}, {"enum": []}, {"items": [{}] * 500}, {"$schema": "x"},
    {"definitions": {"a": {"$ref": "#/definitions/b"}, "b": {"$ref": "#/definitions/a"}}, "$ref": "#/definitions/a"}, True, None, [], "x",
    {"id": "http://[", "properties": {"a": {"id": "::::"}}}, {"$id": "urn:x", "$ref": "urn:y"})
BODIES = ({"a": "a" * 31 + "!"}, {"a": "aaa", "b": 0.1}, {"d": [[[]], [[[]]]]}, {}, [], None, {"a": "x" * 40}, {"b": 10**400}, "")


class Template:
    """A mapping template of random pieces, as request or response template."""

    def __init__(self, lanes):
        self._lanes = lanes.lanes

    def case(self, random, lane):
        _, method = self._lanes[lane]
        text = "".join(random.choice(PIECES) + random.choice(("", " ", "\n")) for _ in range(random.randint(1, 6)))
        if random.random() < 0.5:
            put = {"type": "MOCK", "requestTemplates": {"application/json": text + STATUS}}
            parts = [_put(method + "/integration", put),
                     _put(method + "/integration/responses/200", {"responseTemplates": {"application/json": ""}})]
        else:
            parts = [_put(method + "/integration", {"type": "MOCK", "requestTemplates": {"application/json": STATUS}}),
                     _put(method + "/integration/responses/200", {"responseTemplates": {"application/json": text}})]
        return Case("vtl", text[:200], [*parts, _test(random, method)], may_fail=False)


class Model:
    """A model that is or is not a JSON schema, and bodies to hold against it."""

    def __init__(self, lanes):
        self._lanes = lanes.lanes

    def case(self, random, lane):
        base, method = self._lanes[lane]
        schema = changed(random, SCHEMA, random.randint(0, 4)) if random.random() < 0.7 else random.choice(ODD_SCHEMAS)
        text = json.dumps(schema) if random.random() < 0.93 else nested(random.choice((50, 2000))).decode()
        update = json.dumps({"patchOperations": [{"op": "replace", "path": "/schema", "value": text}]}).encode()
        patch = request("apigateway", "PATCH", base + "/models/M", update, (("Content-Type", "application/json"),))
        return Case("schema", text[:200], [patch, _test(random, method), _test(random, method)])


def _put(path, body):
    return request("apigateway", "PUT", path, json.dumps(body).encode(), (("Content-Type", "application/json"),))


def _test(random, method):
    body = random.choice(BODIES) if random.random() < 0.7 else value(random, 4)
    text = json.dumps(body) if random.random() < 0.95 else random.choice(("{", "", "\u0000", "a" * 5000))
    asked = {"body": text, "headers": {"Content-Type": "application/json"}, "pathWithQueryString": random.choice(("/", "/?x=1", "/?%zz"))}
    return request("apigateway", "POST", method, json.dumps(asked).encode(), (("Content-Type", "application/json"),))
