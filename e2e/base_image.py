"""A base image for Python functions, made of this machine's own files: no registry can be asked where tests run.

It is laid out as AWS's base images are: `/var/task`, the runtime interface client in `/var/runtime`, libraries that come
before it in `/opt/python`, and `/lambda-entrypoint.sh`, which takes the handler.
"""
import hashlib
import io
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile

from harness import ROOT

NAME = "localhost/samara-e2e/python:3"
FOLDER = os.path.join(ROOT, "dist", "e2e")
ENTRY_POINT = """#!/bin/sh
if [ -z "$AWS_LAMBDA_RUNTIME_API" ]; then
  echo "there is no Runtime API here" >&2
  exit 2
fi
exec $AWS_LAMBDA_EXEC_WRAPPER /usr/local/bin/python3 -m awslambdaric "$@"
"""
LEFT_OUT = {"test", "tests", "__pycache__", "idlelib", "ensurepip", "lib2to3", "tkinter", "turtledemo", "site-packages",
            "dist-packages"}
# What packages' own binaries expect of any Linux, beside what Python itself is linked with.
EXPECTED = ["libc.so.6", "libm.so.6", "libdl.so.2", "librt.so.1", "libpthread.so.0", "libgcc_s.so.1", "libstdc++.so.6"]
ENVIRONMENT = [
    "PATH=/usr/local/bin:/usr/bin:/bin",
    "LANG=C.UTF-8",
    "LD_LIBRARY_PATH=/lib64:/var/runtime/lib:/opt/lib",
    "LAMBDA_TASK_ROOT=/var/task",
    "LAMBDA_RUNTIME_DIR=/var/runtime",
    "PYTHONHOME=/usr/local",
    "PYTHONPATH=/opt/python:/var/runtime",
    "PYTHONDONTWRITEBYTECODE=1",
    "PIP_DISABLE_PIP_VERSION_CHECK=1",
    "PIP_ROOT_USER_ACTION=ignore",
]


def archive():
    """The path of the image as an archive that `podman load` takes; made once."""
    path = os.path.join(FOLDER, f"python-{_stamp()}.tar")
    if not os.path.exists(path):
        os.makedirs(FOLDER, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=FOLDER) as work:
            layer = os.path.join(work, "layer.tar")
            _write_layer(layer, work)
            made = os.path.join(work, "image.tar")
            _write_image(made, layer)
            os.replace(made, path)
    return path


def _stamp():
    with open(os.path.abspath(__file__), "rb") as me:
        return hashlib.sha256(me.read() + sys.version.encode()).hexdigest()[:16]


def _libraries(program):
    """What a program is linked with: the loader by its path, the others by their names."""
    said = subprocess.run(["ldd", program], capture_output=True, text=True).stdout
    for found in re.finditer(r"^\s*(?:\S+ => )?(/\S+) \(0x", said, re.M):
        path = found.group(1)
        loader = os.path.basename(path).startswith("ld-")
        yield (path if loader else "/lib64/" + os.path.basename(path)), path


def _write_layer(path, work):
    runtime = os.path.join(work, "runtime")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--only-binary", ":all:",
         "--target", runtime, "awslambdaric", "pip"], check=True)
    python = os.path.realpath(sys.executable)
    library = sysconfig.get_path("stdlib")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    programs = {"/usr/local/bin/python3": python, "/bin/sh": "/bin/sh", "/usr/bin/env": shutil.which("env")}
    linked = dict(item for program in programs.values() for item in _libraries(program))
    for folder in (os.path.join(library, "lib-dynload"), runtime):
        for at, _, names in os.walk(folder):
            for name in names:
                if ".so" in name:
                    linked.update(_libraries(os.path.join(at, name)))
    places = {os.path.dirname(source) for source in linked.values()}
    for name in EXPECTED:
        for place in places:
            if os.path.exists(os.path.join(place, name)):
                linked["/lib64/" + name] = os.path.join(place, name)
    with tarfile.open(path, "w") as tar:
        for folder in ("tmp", "opt", "var/task", "etc"):
            entry = tarfile.TarInfo(folder)
            entry.type, entry.mode = tarfile.DIRTYPE, 0o777 if folder == "tmp" else 0o755
            tar.addfile(entry)
        for name, source in {**programs, **linked}.items():
            _add(tar, os.path.realpath(source), name, 0o755)
        _add_folder(tar, library, f"usr/local/lib/{version}")
        _add_folder(tar, runtime, "var/runtime")
        for name, text in (("lambda-entrypoint.sh", ENTRY_POINT), ("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n")):
            entry = tarfile.TarInfo(name)
            entry.mode, entry.size = 0o755, len(text)
            tar.addfile(entry, io.BytesIO(text.encode()))


def _add_folder(tar, folder, under):
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in LEFT_OUT and not name.startswith("config-"))
        for name in sorted(names):
            if not name.endswith((".pyc", ".a")):
                path = os.path.join(at, name)
                _add(tar, os.path.realpath(path), os.path.join(under, os.path.relpath(path, folder)), 0o644)


def _add(tar, source, name, mode):
    if os.path.isfile(source):
        entry = tarfile.TarInfo(name.lstrip("/"))
        entry.mode, entry.size = mode, os.path.getsize(source)
        with open(source, "rb") as file:
            tar.addfile(entry, file)


def _write_image(path, layer):
    with open(layer, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    config = json.dumps({
        "architecture": {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine()),
        "os": "linux",
        "config": {"Env": ENVIRONMENT, "WorkingDir": "/var/task", "Entrypoint": ["/lambda-entrypoint.sh"]},
        "history": [{"created": "1970-01-01T00:00:00Z", "created_by": "the end-to-end tests"}],
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + digest]},
    }).encode()
    name = hashlib.sha256(config).hexdigest() + ".json"
    manifest = json.dumps([{"Config": name, "RepoTags": [NAME], "Layers": ["layer.tar"]}]).encode()
    with tarfile.open(path, "w") as tar:
        tar.add(layer, "layer.tar")
        for entry, content in ((name, config), ("manifest.json", manifest)):
            about = tarfile.TarInfo(entry)
            about.size = len(content)
            tar.addfile(about, io.BytesIO(content))
