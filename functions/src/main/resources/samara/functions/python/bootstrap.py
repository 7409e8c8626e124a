"""Runs a Python handler: the client of the Runtime API that every Python environment starts with.

Speaks HTTP/1.1 over the Unix socket that Samara made for this environment. An answer and the question for the next
event go out in one write. Modules that cost start-up time are imported when they are needed.
"""
import json
import logging
import os
import sys
import time

TASK_ROOT = os.environ["LAMBDA_TASK_ROOT"]
BASE = "/2018-06-01/runtime"
NEXT = ("GET %s/invocation/next HTTP/1.1\r\nHost: runtime\r\n\r\n" % BASE).encode()
# Stands for a line feed inside of one log event; the reader of our output turns it back.
IN_EVENT_LINE_FEED = "\x01"
AS_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"


class Fault(Exception):
    """What a failed step is answered with."""

    def __init__(self, error_type, message, stack=()):
        super().__init__(message)
        self.error_type = error_type
        self.message = message
        self.stack = list(stack)


class RuntimeClient:
    """The connection to the Runtime API."""

    def __init__(self, path):
        import socket

        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(path)
        self.buffer = b""

    def post(self, path, body, error_type=None, then=b""):
        extra = "Lambda-Runtime-Function-Error-Type: %s\r\n" % error_type if error_type else ""
        head = "POST %s%s HTTP/1.1\r\nHost: runtime\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
        self.socket.sendall((head % (BASE, path, extra, len(body))).encode() + body + then)

    def receive(self):
        """One response: its headers, lower-case, and its body."""
        data = self.buffer
        end = data.find(b"\r\n\r\n")
        while end < 0:
            data += self._more()
            end = data.find(b"\r\n\r\n")
        headers = {}
        for line in data[:end].decode("latin-1").split("\r\n")[1:]:
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
        end += 4
        whole = end + int(headers.get("content-length", "0"))
        if len(data) < whole:
            chunks, have = [data], len(data)
            while have < whole:
                chunk = self._more()
                chunks.append(chunk)
                have += len(chunk)
            data = b"".join(chunks)
        self.buffer = data[whole:]
        return headers, data[end:whole]

    def _more(self):
        chunk = self.socket.recv(65536)  # more would be mapped anew each time
        if not chunk:
            os._exit(0)  # the environment is over
        return chunk


class CognitoIdentity:
    def __init__(self, values):
        self.cognito_identity_id = values.get("cognitoIdentityId")
        self.cognito_identity_pool_id = values.get("cognitoIdentityPoolId")


class Client:
    def __init__(self, values):
        for name in ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"):
            setattr(self, name, values.get(name))


class ClientContext:
    def __init__(self, values):
        self.custom = values.get("custom")
        self.env = values.get("env")
        self.client = Client(values["client"]) if values.get("client") else None


class LambdaContext:
    """The second argument of a handler."""

    function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
    function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION")
    memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
    log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
    log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")

    def __init__(self, headers):
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self.tenant_id = headers.get("lambda-runtime-aws-tenant-id")
        client = headers.get("lambda-runtime-client-context")
        self.client_context = ClientContext(json.loads(client)) if client else None
        identity = headers.get("lambda-runtime-cognito-identity")
        self.identity = CognitoIdentity(json.loads(identity) if identity else {})
        self._deadline = int(headers["lambda-runtime-deadline-ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


class RequestId(logging.Filter):
    current = ""

    def filter(self, record):
        record.aws_request_id = RequestId.current
        return True


class OneEvent(logging.StreamHandler):
    """Keeps a record that has several lines together as one log event."""

    terminator = ""

    def format(self, record):
        return super().format(record).replace("\n", IN_EVENT_LINE_FEED) + "\n"


class JsonFormatter(logging.Formatter):
    """Records as Lambda writes them where logs are JSON."""

    KNOWN = set(vars(logging.makeLogRecord({}))) | {"aws_request_id", "message", "asctime", "tags"}

    def format(self, record):
        event = {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + ".%03dZ" % record.msecs,
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
        }
        if record.exc_info:
            kind, error, trace = record.exc_info
            import traceback

            event["stackTrace"] = traceback.format_list(traceback.extract_tb(trace))
            event["errorType"] = kind.__name__
            event["errorMessage"] = str(error)
        event["requestId"] = RequestId.current
        event.update((name, value) for name, value in vars(record).items() if name not in self.KNOWN)
        return json.dumps(event, ensure_ascii=False, default=str)


def configure_output():
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    logging.Formatter.converter = time.gmtime
    if AS_JSON:
        formatter = JsonFormatter()
        level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "INFO")
        logging.root.setLevel({"TRACE": "DEBUG", "FATAL": "CRITICAL"}.get(level, level))
    else:
        formatter = logging.Formatter(
            "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S"
        )
    handler = OneEvent(sys.stdout)
    handler.setFormatter(formatter)
    handler.addFilter(RequestId())
    logging.root.addHandler(handler)


def configure_imports(cache):
    version = "python%d.%d" % sys.version_info[:2]
    here = os.path.dirname(os.path.abspath(__file__))
    rest = [entry for entry in sys.path if os.path.abspath(entry or ".") != here]
    layers = os.environ.get("SAMARA_LAYERS_ROOT", "/opt")
    packages = os.environ.pop("SAMARA_SDK", None)
    sys.path[:] = [
        TASK_ROOT,
        layers + "/python/lib/" + version + "/site-packages",
        layers + "/python",
        *rest,
        *([packages] if packages else []),
    ]
    if cache:
        keep_bytecode_of_the_function_in(cache)


def keep_bytecode_of_the_function_in(cache):
    """The function's folder is read-only: without this its modules were compiled anew at each cold start."""
    import _frozen_importlib_external as external

    beside = external.cache_from_source

    def cache_from_source(path, *args, **named):
        place = beside(path, *args, **named)
        return cache + place if path.startswith((TASK_ROOT, "/opt/")) else place

    external.cache_from_source = cache_from_source


def load_handler(name):
    import importlib

    module_name, dot, function = name.rpartition(".")
    if not dot:
        raise Fault(
            "Runtime.MalformedHandlerName", "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name
        )
    module_name = module_name.replace("/", ".")
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault("Runtime.BuiltInModuleConflict", "Cannot use built-in module %s as a handler module" % module_name)
    try:
        module = importlib.import_module(module_name)
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, error)) from error
    except SyntaxError as error:
        place = '  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)
        raise Fault(
            "Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module_name, error), [place]
        ) from error
    try:
        return getattr(module, function)
    except AttributeError:
        raise Fault(
            "Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (function, module_name)
        ) from None


def number(value):
    if type(value).__name__ == "Decimal":
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


ENCODER = json.JSONEncoder(ensure_ascii=False, default=number)


def as_json(value):
    return ENCODER.encode(value).encode("utf-8", "surrogatepass")


def document_of(error, request_id):
    """Lambda's error document, which is logged, too."""
    if isinstance(error, Fault):
        error_type, message, stack = error.error_type, error.message, error.stack
    else:
        import traceback

        error_type, message = type(error).__name__, str(error)
        frames = traceback.extract_tb(error.__traceback__)
        ours = os.path.abspath(__file__)
        stack = traceback.format_list([frame for frame in frames if os.path.abspath(frame.filename) != ours])
    if AS_JSON:
        event = {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "log_level": "ERROR",
            "errorMessage": message,
            "errorType": error_type,
            "requestId": request_id,
            "stackTrace": stack,
        }
        sys.stdout.write(json.dumps(event, ensure_ascii=False) + "\n")
    else:
        lines = ["[ERROR] %s: %s" % (error_type, message)]
        if stack:
            lines.append("Traceback (most recent call last):")
            lines += "".join(stack).rstrip("\n").split("\n")
        sys.stdout.write("\n".join(lines).replace("\n", IN_EVENT_LINE_FEED) + "\n")
    body = {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": stack}
    return error_type, as_json(body)


def end_of_output():
    """What is written before an answer is in the pipe when the answer comes: that is where an event's output ends."""
    sys.stdout.flush()
    sys.stderr.flush()


def invoke(handler, headers, body):
    """The answer to one event, and the type of the error if it is one."""
    try:
        try:
            event = json.loads(body.decode("utf-8"))
        except ValueError as error:
            raise Fault("Runtime.UnmarshalError", "Unable to unmarshal input: %s" % error) from None
        result = handler(event, LambdaContext(headers))
        try:
            return as_json(result), None
        except (TypeError, ValueError, RecursionError) as error:
            raise Fault("Runtime.MarshalError", "Unable to marshal response: %s" % error) from None
    except Exception as error:
        error_type, document = document_of(error, headers["lambda-runtime-aws-request-id"])
        return document, error_type


def main():
    client = RuntimeClient(os.environ.pop("SAMARA_RUNTIME_SOCKET"))
    configure_output()
    configure_imports(os.environ.pop("SAMARA_BYTECODE_CACHE", None))
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        error_type, document = document_of(error, "")
        end_of_output()
        client.post("/init/error", document, error_type)
        client.receive()
        sys.exit(1)
    client.socket.sendall(NEXT)
    while True:
        headers, body = client.receive()
        request_id = headers["lambda-runtime-aws-request-id"]
        RequestId.current = request_id
        trace = headers.get("lambda-runtime-trace-id")
        if trace:
            os.environ["_X_AMZN_TRACE_ID"] = trace
        else:
            os.environ.pop("_X_AMZN_TRACE_ID", None)
        answer, error_type = invoke(handler, headers, body)
        end_of_output()
        path = "/invocation/%s/%s" % (request_id, "error" if error_type else "response")
        client.post(path, answer, error_type, NEXT)
        client.receive()


main()
