"""`build --use-container` by Podman, in an image made of this machine's own files."""
import json
import os
import shutil
import subprocess
import unittest
import zipfile

import base_image
from harness import AppTest, samara

TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Greet:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.11, Handler: app.handler, CodeUri: src/}
"""
CODE = "import word\ndef handler(event, context):\n    return word.WORD\n"
BUILD = ("build", "--use-container", "--build-image", base_image.NAME, "--skip-pull-image")


@unittest.skipUnless(shutil.which("podman"), "needs podman")
class BuildInContainerTest(AppTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        subprocess.run(["podman", "load", "-q", "-i", base_image.archive()], check=True, capture_output=True)
        cls.addClassCleanup(subprocess.run, ["podman", "rmi", "-f", base_image.NAME], capture_output=True)
        files = {"template.yaml": TEMPLATE, "src/app.py": CODE, "src/requirements.txt": "./wheels/" + cls.wheel()}
        for name, text in files.items():
            path = os.path.join(cls.app, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as f:
                f.write(text + "\n")

    @classmethod
    def wheel(cls):
        """A package of one line, so that nothing is asked of a registry."""
        name = "word-1.0-py3-none-any.whl"
        os.makedirs(os.path.join(cls.app, "src", "wheels"))
        with zipfile.ZipFile(os.path.join(cls.app, "src", "wheels", name), "w") as wheel:
            wheel.writestr("word.py", "WORD = 'installed in a container'\n")
            wheel.writestr("word-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: word\nVersion: 1.0\n")
            wheel.writestr("word-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr("word-1.0.dist-info/RECORD", "")
        return name

    def samara(self, *arguments, stdin=""):
        environment = {"SAMARA_CONTAINER_ENGINE": "podman", "HOME": self.work}
        return samara(*arguments, cwd=self.app, stdin=stdin, env=environment)

    def test_dependencies_are_installed_there_and_the_function_runs_here(self):
        built = self.samara(*BUILD)
        self.assertEqual(0, built.returncode, built.stdout + built.stderr)
        answer = self.samara("local", "invoke", "Greet", "-e", "-", stdin="{}")
        self.assertEqual("installed in a container", json.loads(answer.stdout), answer.stderr)

        with self.subTest("nothing is done again"):
            again = self.samara(*BUILD)
            self.assertEqual(0, again.returncode, again.stderr)
            self.assertNotIn("Installing", again.stdout + again.stderr)

        with self.subTest("an image that isn't there is named"):
            wrong = self.samara("build", "--use-container", "--build-image", "localhost/samara-e2e/none:1")
            self.assertEqual(1, wrong.returncode)
            self.assertIn("`localhost/samara-e2e/none:1`", wrong.stderr)

        left = subprocess.run(["podman", "ps", "--all", "--quiet", "--filter", "name=samara-build-"],
                              capture_output=True, text=True)
        self.assertEqual((0, ""), (left.returncode, left.stdout.strip()))


if __name__ == "__main__":
    unittest.main()
