"""A PHP function as a custom runtime: its `bootstrap` is a PHP program that speaks the Runtime API."""
import json
import os
import shutil
import tempfile
import unittest

from harness import samara

TEMPLATE = """Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: code/, Handler: hello.greet, Runtime: provided.al2023, Timeout: 10}
"""
BOOTSTRAP = r"""#!/usr/bin/env php
<?php
[$file, $function] = explode('.', $_SERVER['_HANDLER']);
$api = 'http://' . getenv('AWS_LAMBDA_RUNTIME_API') . '/2018-06-01/runtime/invocation/';
function post(string $url, mixed $body): void {
    file_get_contents($url, false, stream_context_create(['http' => [
        'method' => 'POST', 'header' => 'Content-Type: application/json', 'content' => json_encode($body)]]));
}
require getenv('LAMBDA_TASK_ROOT') . "/$file.php";
while (true) {
    $event = file_get_contents($api . 'next', false, stream_context_create(['http' => ['timeout' => 900]]));
    if ($event === false) {
        exit(1);
    }
    foreach ($http_response_header as $header) {
        if (preg_match('/^lambda-runtime-aws-request-id:\s*(.+)$/i', $header, $found)) {
            $id = $found[1];
        }
    }
    try {
        post("$api$id/response", $function(json_decode($event, true)));
    } catch (Throwable $e) {
        post("$api$id/error", ['errorType' => get_class($e), 'errorMessage' => $e->getMessage()]);
    }
}
"""
CODE = r"""<?php
function greet(array $event): array {
    if (!isset($event['name'])) {
        throw new InvalidArgumentException('a name is missing');
    }
    return ['message' => "hello {$event['name']}", 'by' => PHP_MAJOR_VERSION];
}
"""


@unittest.skipUnless(shutil.which("php"), "needs php (Debian: php-cli)")
class Php(unittest.TestCase):

    def test_a_php_function_answers_and_its_exception_is_the_error(self):
        with tempfile.TemporaryDirectory(prefix="samara-e2e-") as app:
            os.mkdir(os.path.join(app, "code"))
            for name, text in (("template.yaml", TEMPLATE), ("code/bootstrap", BOOTSTRAP), ("code/hello.php", CODE)):
                path = os.path.join(app, name)
                with open(path, "w") as file:
                    file.write(text)
                os.chmod(path, 0o755)
            built = samara("build", cwd=app)
            self.assertEqual(0, built.returncode, built.stderr)
            answer = self.invoke(app, {"name": "PHP"})
            self.assertEqual("hello PHP", answer["message"])
            self.assertGreaterEqual(answer["by"], 7)
            self.assertEqual(
                {"errorType": "InvalidArgumentException", "errorMessage": "a name is missing"}, self.invoke(app, {}))

    def invoke(self, app, event):
        answer = samara("local", "invoke", "Hello", "-e", "-", cwd=app, stdin=json.dumps(event))
        self.assertEqual(0, answer.returncode, answer.stderr)
        return json.loads(answer.stdout)


if __name__ == "__main__":
    unittest.main()
