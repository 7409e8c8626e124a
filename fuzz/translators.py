"""The two translators behind one interface: `answer(template)` gives one `Answer` a partition."""
import copy
import functools
import glob
import json
import logging
import os
import re
import subprocess
import time
from dataclasses import dataclass, field

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
REGIONS = {"aws": "ap-southeast-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"}
PARAMETERS = {"param1": "value1", "param2": "value2"}
RESOURCE_ID = re.compile(r"Resource with id \[(.*?)\] is invalid", re.DOTALL)
NO_APPLICATIONS = ("no-access", "non-existent", "invalid-semver")
SIGNED_URL = "https://awsserverlessrepo-changesets-xxx.s3.amazonaws.com/signed-url"
INSTALL = "python3 -m pip install aws-sam-translator boto3 pyyaml"


@dataclass
class Answer:
    """What a translator says of one template in one partition: `status` is ok, error or crash."""

    status: str
    template: dict | None = None
    named: frozenset = frozenset()
    messages: list = field(default_factory=list)
    unlocated: list = field(default_factory=list)

    def as_json(self):
        if self.status == "ok":
            return {"status": "ok", "template": self.template}
        return {"status": self.status, "named": sorted(self.named), "messages": self.messages}


class PythonTranslator:
    """PyPI's `aws-sam-translator`, in this process, with its calls to AWS answered here."""

    def __init__(self):
        logging.disable(logging.CRITICAL)
        try:
            import boto3
            import samtranslator.translator.arn_generator as arns
            from samtranslator.model.exceptions import InvalidDocumentException
            from samtranslator.plugins.application.serverless_app_plugin import ServerlessAppPlugin
            from samtranslator.translator.transform import transform
            from samtranslator.yaml_helper import yaml_parse
        except ImportError as missing:
            raise SystemExit(f"{missing}. The translator to compare with is not installed: {INSTALL}")
        boto3.session.Session = boto3.Session = _Session  # The real one takes longer than a transform.
        self._arns, self._transform, self._refusal = arns, transform, InvalidDocumentException
        self.parse = yaml_parse
        ServerlessAppPlugin._sar_service_call = _application_repository
        ServerlessAppPlugin._get_sleep_time_sec = lambda self: 0
        time.time = lambda: 0  # `AlwaysDeploy` makes the time part of an id.

    def read_policy_templates_once(self):
        """Reads and validates its policy templates once instead of for every template, five sixths of its time.

        For the fuzzer: a benchmark has to measure the translator as it is.
        """
        from samtranslator.policy_template_processor.processor import PolicyTemplatesProcessor as Templates
        Templates.get_default_policy_templates_json = staticmethod(
            functools.cache(Templates.get_default_policy_templates_json))
        Templates._is_valid_templates_dict = staticmethod(lambda templates, schema=None: True)

    def translate(self, template, partition):
        """The translated template; raises what the translator raises. The template given is changed."""
        region = REGIONS[partition]
        self._arns._get_region_from_session.cache_clear()
        self._arns._region_to_partition.cache_clear()
        _Session.region_name = region
        return self._transform(template, dict(PARAMETERS), _ManagedPolicies(partition))

    def answer(self, template, partitions=tuple(REGIONS)):
        return {partition: self.answer_in_place(copy.deepcopy(template), partition) for partition in partitions}

    def answer_in_place(self, template, partition):
        """The answer in one partition; the template given is changed."""
        try:
            # Through JSON, as CloudFormation's answer goes: what it can't write is no answer.
            return Answer("ok", json.loads(json.dumps(self.translate(template, partition))))
        except self._refusal as refusal:
            messages = [cause.message for cause in refusal.causes]
            return Answer("error", named=_ids(RESOURCE_ID.findall("\n".join(messages))), messages=messages)
        except Exception as bug:  # Whatever it may raise is a bug of its own, and a finding of its own kind.
            return Answer("crash", messages=[f"{type(bug).__name__}: {bug} at {_raised_at(bug)}"])


def _ids(names):
    """The names of resources. One with a brace is a value where an id should have been, and names none."""
    return frozenset(name for name in names if name and "{" not in name)


def _raised_at(bug):
    trace = bug.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_frame.f_code.co_name}"


def _application_repository(self, service_call, logical_id, *arguments):
    from samtranslator.model.exceptions import InvalidResourceException
    # AWS has no application without an id or version, either.
    if "" in arguments or any(name in str(argument) for name in NO_APPLICATIONS for argument in arguments):
        raise InvalidResourceException(logical_id, "The application is not available.")
    return {"TemplateUrl": SIGNED_URL, "Status": "ACTIVE", "ApplicationId": "", "TemplateId": "1", "SemanticVersion": "1"}


class _Session:
    """What the translator asks boto3 for: the Region, and what there is in it."""

    region_name = REGIONS["aws"]

    def get_available_regions(self, service, partition_name):
        return [REGIONS[partition_name]]


class _ManagedPolicies:
    """The managed policies that the specification's cases know; see the README of the cases."""

    def __init__(self, partition):
        self._partition = partition

    def load(self):
        return _managed_policies(self._partition)


@functools.cache
def _managed_policies(partition):
    own = "AWSXrayWriteOnlyAccess" if partition == "aws" else "AWSXRayDaemonWriteAccess"
    paths = ["service-role/AWSLambdaBasicExecutionRole", "service-role/AWSLambdaRole", "AmazonDynamoDBFullAccess",
             "AmazonDynamoDBReadOnlyAccess", own]
    return {path.rpartition("/")[2]: f"arn:{partition}:iam::aws:policy/{path}" for path in paths}


class Samara:
    """Samara's transform in a Java process of its own that lives as long as this object."""

    def __init__(self, java=None, room=("-Xmn1g",)):
        """`room` is where Java's garbage goes before it is collected."""
        command = [java or java_command(), "-XX:+UseSerialGC", *room, "-Xss4m", "-cp", class_path(),
                   "samara.transform.TransformServer"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def ask(self, text, partitions=tuple(REGIONS), **more):
        """The server's own answer to a template's text."""
        request = {"template": text, "partitions": list(partitions), **more}
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # There is no answer then, either.
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"Samara's process ended with {self._process.wait()}.")
        return json.loads(line)

    def answer(self, template, partitions=tuple(REGIONS)):
        answers = self.ask(json.dumps(template, indent=1), partitions)
        return {partition: _samara_answer(answers[partition]) for partition in partitions}

    def close(self):
        self._process.stdin.close()
        self._process.wait(20)


def _samara_answer(answer):
    if answer["status"] == "ok":
        return Answer("ok", answer["template"])
    if answer["status"] == "crash":
        return Answer("crash", messages=[answer["message"]])
    errors = answer["errors"]
    return Answer(
        "error",
        named=_ids(error["resourceId"] for error in errors),
        messages=[f"{error['place']} {error['code']} {error['resourceId']}: {error['message']}" for error in errors],
        unlocated=[error["message"] for error in errors if not error["located"]])


def java_command():
    """The Java of `JAVA_HOME`, or of the path."""
    home = os.environ.get("JAVA_HOME")
    return os.path.join(home, "bin", "java") if home else "java"


def class_path():
    """The compiled classes of `template` and `transform`, and the libraries they need out of Maven's repository."""
    repository = os.environ.get("MAVEN_REPOSITORY", os.path.expanduser("~/.m2/repository"))
    libraries = []
    for pattern in ("org/snakeyaml/snakeyaml-engine/*/*.jar", "tools/jackson/core/jackson-core/*/*.jar"):
        libraries += sorted(glob.glob(os.path.join(repository, pattern)))[-1:]
    folders = [os.path.join(ROOT, module, "target", part)
               for module, part in (("template", "classes"), ("transform", "classes"), ("transform", "test-classes"))]
    if not os.path.isdir(folders[2]):
        raise SystemExit(f"{folders[2]} is missing. Compile first: mvn -q test-compile -pl transform -am")
    return os.pathsep.join(folders + libraries)
