#!/usr/bin/env python3
"""Runs the end-to-end tests, two modules at a time, and prints what each said when it has ended.

usage: e2e/run.py [MODULE …]

Modules that load the same base image into Podman run one after the other.
"""
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

HERE = os.path.dirname(os.path.abspath(__file__))
AT_ONCE = 2


def jobs(modules):
    """Lists of modules, each of which runs by itself; the longest first."""
    together, alone = [], []
    for module in modules:
        with open(os.path.join(HERE, module + ".py")) as file:
            (together if "import base_image" in file.read() else alone).append(module)
    return ([together] if together else []) + [[module] for module in alone]


def run(modules):
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "unittest", "-v", *modules], cwd=HERE, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return modules, done, time.monotonic() - start


def main():
    modules = sys.argv[1:] or sorted(
        name[:-3] for name in os.listdir(HERE) if name.startswith("test_") and name.endswith(".py"))
    # Where this runs in the background, SIGINT is ignored, and would be by what the tests interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    failed, count = [], 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for future in as_completed([pool.submit(run, job) for job in jobs(modules)]):
            job, done, seconds = future.result()
            print(done.stdout, flush=True)
            print(f"-- {' '.join(job)}: {seconds:.0f} s\n", flush=True)
            counted = re.search(r"^Ran (\d+) tests?", done.stdout, re.M)
            count += int(counted.group(1)) if counted else 0
            if done.returncode != 0 or not counted:
                failed += job
    end = f"failures in {', '.join(failed)}" if failed else "all passed"
    print(f"{count} end-to-end tests of {len(modules)} modules: {end}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
