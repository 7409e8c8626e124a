"""Starts the interpreter anew with a debugger's arguments in front of its own (samara local … --debug-port)."""
import os
import shlex
import sys

arguments = os.environ.pop("SAMARA_DEBUG_ARGUMENTS", None)
if arguments:
    here = os.path.dirname(os.path.abspath(__file__))
    paths = [path for path in os.environ.get("PYTHONPATH", "").split(":") if path and path != here]
    os.environ["PYTHONPATH"] = ":".join(paths)
    with open("/proc/self/cmdline", "rb") as line:
        own = line.read().decode().split("\0")[1:-1]
    os.execv(sys.executable, [sys.executable, *shlex.split(arguments), *own])
