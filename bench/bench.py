#!/usr/bin/env python3
"""Measures Samara beside its peers, in one run, and prints a table.

usage: bench/bench.py [--runs 5] [--seconds 5] [--peers FOLDER] [--only NAME …]

What it measures: start of the cloud to its first answer, resident memory when idle, whole-process times of commands,
cold and warm requests through the API (by `wrk`, where it is installed) and by the engine alone, builds, writes to DynamoDB, SQS-like services as they
come. Beside them, where installed in FOLDER (a Python environment with `aws-sam-cli` and `moto[server]`; `--install-peers`
makes it): `sam --version`, `sam validate --lint` and `moto_server`. Machines are noisy: read the ratios.
"""
import argparse
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMARA = os.path.join(ROOT, "samara")
ROWS = []


def row(what, samara, peer=None, target=None, unit="s"):
    ROWS.append((what, samara, peer, target, unit))
    ratio = f"  {peer / samara:6.1f}x" if peer and samara else ""
    beside = f"  peer {peer:9.3f}" if peer else ""
    goal = f"  target {target}" if target else ""
    print(f"{what:58} {samara:10.3f} {unit:6}{beside}{ratio}{goal}", flush=True)


def timed(command, cwd, runs, ok=(0,)):
    """The median of whole-process seconds, after one run that is not counted."""
    seconds = []
    for n in range(runs + 1):
        start = time.perf_counter()
        done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if n:
            seconds.append(time.perf_counter() - start)
        if done.returncode not in ok:
            raise SystemExit(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return statistics.median(seconds)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def started(command, url, cwd):
    """Starts a server; (process, seconds until `url` answered)."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True)
    while time.perf_counter() - start < 60:
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return process, time.perf_counter() - start
        except OSError:
            if process.poll() is not None:
                raise SystemExit(f"{command} ended with {process.returncode}")
            time.sleep(0.002)
    raise SystemExit(f"{command} did not answer within a minute")


def resident_mib(process):
    with open(f"/proc/{process.pid}/status") as f:
        return int(re.search(r"VmRSS:\s+(\d+)", f.read()).group(1)) / 1024


def ended(process):
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(20)


def commands(o, app):
    sam = peer(o, "sam")
    row("samara --version (sam --version)", timed([SAMARA, "--version"], app, o.runs),
        sam and timed([sam, "--version"], app, o.runs), "0.15 s")
    row("samara validate (sam validate --lint)", timed([SAMARA, "validate"], app, o.runs),
        sam and timed([sam, "validate", "--lint", "--region", "us-east-1"], app, o.runs), "0.15 s")


LOCAL_TEMPLATE = '''Transform: AWS::Serverless-2016-10-31
Resources:
  Python:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.12, Handler: app.handler, CodeUri: python}
  Node:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs22.x, Handler: app.handler, CodeUri: node}
  Java:
    Type: AWS::Serverless::Function
    Properties: {Runtime: java21, Handler: "App::handle", CodeUri: java, MemorySize: 512}
'''


def invokes(o, work):
    """`local invoke`, the whole process with a cold function, for each of three runtimes."""
    app = os.path.join(work, "invoke")
    for name, text in (
            ("template.yaml", LOCAL_TEMPLATE),
            ("event.json", '{"name": "bench"}'),
            ("python/app.py", "def handler(event, context):\n    return event\n"),
            ("node/app.js", "exports.handler = async (event) => event;\n"),
            ("java/App.java", "import java.util.Map;\npublic class App {\n"
             "  public Map<String, Object> handle(Map<String, Object> event) { return event; }\n}\n")):
        path = os.path.join(app, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as f:
            f.write(text)
    functions = [("Python", "0.25 s"), ("Node", "0.25 s")]
    if shutil.which("javac"):
        subprocess.run(["javac", "--release", "17", "App.java"], cwd=os.path.join(app, "java"), check=True)
        functions.append(("Java", "0.7 s"))
    for function, target in functions:
        row(f"samara local invoke {function}, cold",
            timed([SAMARA, "local", "invoke", function, "-e", "event.json"], app, o.runs), None, target)


ENGINE_ROW = re.compile(r"^(\w[\w.]*) \S+ +([\d.]+) ms +[\d.]+ ms +(\d+) us +(\d+) us +(\d+)$", re.M)
ENGINE_TARGETS = {"python3.12": "80 ms", "nodejs22.x": "80 ms", "java21": "300 ms"}


def engine(o, work):
    """The engine alone, without an API or a cloud: bench/Engine.java with Samara's libraries and its JDK."""
    with open(os.path.join(ROOT, "dist", "run")) as f:
        java_home, class_path = f.read().splitlines()[:2]
    done = subprocess.run(
        [os.path.join(java_home, "bin", "java"), "--enable-native-access=ALL-UNNAMED", f"-Djava.io.tmpdir={work}",
         "-cp", class_path, os.path.join(ROOT, "bench", "Engine.java")], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    for runtime, cold, p50, p99, rate in ENGINE_ROW.findall(done.stdout):
        row(f"engine, {runtime}: cold start", float(cold), unit="ms", target=ENGINE_TARGETS.get(runtime))
        row(f"engine, {runtime}: warm, p50", float(p50) / 1000, unit="ms")
        row(f"engine, {runtime}: warm, p99", float(p99) / 1000, unit="ms", target="5 ms")
        row(f"engine, {runtime}: warm, one client", float(rate), unit="1/s")


def cloud(o, work):
    moto = peer(o, "moto_server")
    times, peers, memory, peer_memory = [], [], [], []
    for n in range(o.runs):
        port, folder = free_port(), os.path.join(work, f"cloud{n}")
        os.mkdir(folder)
        process, seconds = started(
            [SAMARA, "cloud", "run", "--port", str(port)], f"http://127.0.0.1:{port}/_samara/health", folder)
        time.sleep(1)
        times.append(seconds)
        memory.append(resident_mib(process))
        ended(process)
        if moto:
            port = free_port()
            process, seconds = started([moto, "-p", str(port)], f"http://127.0.0.1:{port}/moto-api/", folder)
            peers.append(seconds)
            peer_memory.append(resident_mib(process))
            ended(process)
    row("cloud, start to first answer (moto_server)", statistics.median(times),
        statistics.median(peers) if peers else None, "0.5 s")
    row("cloud, resident memory when idle (moto_server)", statistics.median(memory),
        statistics.median(peer_memory) if peer_memory else None, "150 MiB", "MiB")


def wrk(url, clients, seconds):
    """(requests a second, p50 ms, p99 ms, share of answers that were no 2xx)"""
    out = subprocess.run(
        ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--latency", url], capture_output=True, text=True).stdout
    unit = {"us": 1e-3, "ms": 1, "s": 1e3}

    def latency(percent):
        value, name = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", out).groups()
        return float(value) * unit[name]

    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    total = int(re.search(r"(\d+) requests in", out).group(1))
    return (float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), latency(50), latency(99),
            int(bad.group(1)) / total if bad else 0)


def api(o, app):
    port = free_port()
    process = subprocess.Popen(
        [SAMARA, "up", app, "--port", str(port)], cwd=app, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        url = None
        for line in process.stdout:
            found = re.search(r"http://127\.0\.0\.1:\d+/_aws/execute-api/\w+/\w+", line)
            if found:
                url = found.group(0)
                break
        if not url:
            raise SystemExit("samara up printed no URL")
        import threading
        threading.Thread(target=lambda: [None for _ in process.stdout], daemon=True).start()
        for name, path in (("Node.js, scan of DynamoDB", "/hello"), ("Python, get from DynamoDB", "/items/1")):
            if "items" in path:
                put = urllib.request.Request(url + path, data=b'{"name":"chair"}', method="PUT")
                start = time.perf_counter()
                urllib.request.urlopen(put, timeout=60).read()
            else:
                start = time.perf_counter()
                urllib.request.urlopen(url + path, timeout=60).read()
            row(f"first request, {name}", time.perf_counter() - start)
            measure_warm(o, name, url + path)
        row("resident memory after the load", resident_mib(process), unit="MiB")
        redeploy(o, app, port)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(30)


def measure_warm(o, name, url):
    if not shutil.which("wrk"):
        print("wrk is not installed: no request rates (apt-get install wrk)")
        return
    wrk(url, 8, 2)
    for clients in (1, 8):
        rate, p50, p99, bad = wrk(url, clients, o.seconds)
        row(f"warm, {name}, {clients} clients: requests", rate, unit="1/s")
        row(f"warm, {name}, {clients} clients: p50", p50, unit="ms")
        row(f"warm, {name}, {clients} clients: p99", p99, unit="ms")
        if bad:
            print(f"  {bad:.1%} of the answers were errors")


def redeploy(o, app, port):
    seconds = timed(
        [SAMARA, "deploy", "--local", "--port", str(port), "--stack-name", os.path.basename(app),
         "--capabilities", "CAPABILITY_IAM", "--no-confirm-changeset", "--no-fail-on-empty-changeset"], app, o.runs)
    row("deploy --local without changes, whole process", seconds, target="1 s")
    row("build without changes, whole process", timed([SAMARA, "build"], app, o.runs), target="0.2 s")


def build(o, work):
    """Ten Python functions of code that differs, without dependencies: nothing is downloaded."""
    app = os.path.join(work, "ten")
    resources = []
    for n in range(10):
        folder = os.path.join(app, f"fn{n}")
        os.makedirs(folder)
        with open(os.path.join(folder, "app.py"), "w") as f:
            f.write(f"def handler(event, context):\n    return {n}\n")
        open(os.path.join(folder, "requirements.txt"), "w").close()
        resources.append(
            f"  Fn{n}:\n    Type: AWS::Serverless::Function\n    Properties:\n"
            f"      {{CodeUri: fn{n}, Handler: app.handler, Runtime: python3.{sys.version_info.minor}}}\n")
    with open(os.path.join(app, "template.yaml"), "w") as f:
        f.write("Transform: AWS::Serverless-2016-10-31\nResources:\n" + "".join(resources))
    sam = peer(o, "sam")
    theirs = [sam, "build", "--parallel", "--region", "us-east-1", "--build-dir", os.path.join(work, "sam-build"),
              "--cache-dir", os.path.join(work, "sam-cache")]
    row("build of ten functions, --parallel (sam)",
        timed([SAMARA, "build", "--parallel", "--no-cached"], app, o.runs), sam and timed(theirs, app, o.runs))
    row("build of ten functions without changes (sam --cached)", timed([SAMARA, "build"], app, o.runs),
        sam and timed(theirs + ["--cached"], app, o.runs), "0.2 s")


def peer(o, name):
    path = os.path.join(o.peers, "bin", name)
    return path if os.access(path, os.X_OK) else shutil.which(name)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--runs", type=int, default=5)
    a.add_argument("--seconds", type=int, default=5)
    a.add_argument("--peers", default=os.path.join(ROOT, "dist", "tools", "peers"))
    a.add_argument("--install-peers", action="store_true")
    a.add_argument("--only", nargs="*", choices=["commands", "build", "invokes", "engine", "cloud", "api"])
    o = a.parse_args()
    if o.install_peers and not os.path.exists(os.path.join(o.peers, "bin", "moto_server")):
        subprocess.run([sys.executable, "-m", "venv", o.peers], check=True)
        subprocess.run([os.path.join(o.peers, "bin", "pip"), "install", "-q", "aws-sam-cli", "moto[server]"], check=True)
    subprocess.run([SAMARA, "--version"], check=True)
    with tempfile.TemporaryDirectory(prefix="samara-bench-") as work:
        app = os.path.join(work, "hello")
        shutil.copytree(os.path.join(ROOT, "examples", "hello"), app,
                        ignore=shutil.ignore_patterns(".samara", ".aws-sam", "node_modules"))
        wanted = o.only or ["commands", "build", "invokes", "engine", "cloud", "api"]
        if "commands" in wanted:
            commands(o, app)
        if "build" in wanted:
            build(o, work)
        if "invokes" in wanted:
            invokes(o, work)
        if "engine" in wanted:
            engine(o, work)
        if "cloud" in wanted:
            cloud(o, work)
        if "api" in wanted:
            api(o, app)
    print(json.dumps([dict(zip(("what", "samara", "peer", "target", "unit"), r)) for r in ROWS]), file=sys.stderr)


if __name__ == "__main__":
    main()
