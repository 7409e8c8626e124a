#!/usr/bin/env python3
"""Measures Samara's transform beside PyPI's `aws-sam-translator`, in one run, and prints a table.

usage: bench/transform_bench.py --corpus FOLDER [--repeat 20] [--limit 10000] [--only corpus|growth]

Cold is a whole process that reads and transforms every template of the folder once, by the clock, Samara's started as its
launcher does. Warm is the sum of each template's mean (the peer's best of three) in a process that has done it before, in
processor time (garbage collection included), reading left out on both sides. Growth is one template of 10 to 10,000
functions, each with a queue event, and of as many routes of an implicit API, warm. Samara's process has room for the
garbage of the largest: with a small heap most of the time is the collector's. Needs what `fuzz/README.md` says.
"""
import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "fuzz"))
from translators import PythonTranslator, Samara, class_path, java_command  # noqa: E402

# How the launcher starts a command, but for its cache of classes.
LAUNCHED = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmn256m")

# The memory is given to the process before the clock runs.
ROOM = ("-Xmn2g", "-XX:+AlwaysPreTouch")

# A peer that took longer for a template is not asked for one ten times as large.
PATIENCE_SECONDS = 30


def row(what, samara, peer):
    ratio = f"{peer / samara:7.1f}x" if peer else ""
    beside = f"{peer * 1000:12.1f}" if peer else f"{'':12}"
    print(f"{what:44} {samara * 1000:12.1f} {beside} {ratio}", flush=True)


def corpus(folder):
    return sorted(path for path in Path(folder).rglob("*.yaml"))


def best(action, times, clock=time.perf_counter):
    seconds = []
    for _ in range(times):
        start = clock()
        action()
        seconds.append(clock() - start)
    return min(seconds)


def cold(o, files):
    """Whole processes, the best of three: a request a template, and the interpreter's start. What is answered is looked at
    first: a fast refusal of what the peer transforms would be no figure."""
    requests = "".join(json.dumps({"template": path.read_text(), "partitions": ["aws"]}) + "\n" for path in files)
    java = [java_command(), *LAUNCHED, "-cp", class_path(), "samara.transform.TransformServer"]
    answers = subprocess.run(java, input=requests, text=True, check=True, capture_output=True).stdout.splitlines()
    for path, answer in zip(files, answers, strict=True):
        status = json.loads(answer)["aws"]["status"]
        if status != ("error" if (path.parent / "error.json").exists() else "ok"):
            raise SystemExit(f"{path}: Samara's answer is {answer[:400]}")
    samara = best(lambda: subprocess.run(java, input=requests, text=True, check=True, capture_output=True), 3)
    python = [sys.executable, os.path.abspath(__file__), "--corpus", o.corpus, "--peer-once"]
    row(f"cold, {len(files)} templates, whole process", samara, best(lambda: subprocess.run(python, check=True), 3))


def peer_once(files):
    """What the cold process of the peer does."""
    python = PythonTranslator()
    for path in files:
        python.answer(python.parse(path.read_text()), ("aws",))


def samara_mean(samara, text, repeat):
    """Seconds of a transform, the mean of `repeat`."""
    return int(samara.ask(text, ("aws",), repeat=repeat, answer=False)["nanos"]) / 1e9


def warm(o, files, samara, python):
    texts = [path.read_text() for path in files]
    for text in texts * 2:
        samara_mean(samara, text, o.repeat)
    ours = sum(samara_mean(samara, text, o.repeat) for text in texts)
    theirs = sum(peer_best(python, python.parse(text), 3) for text in texts)
    row(f"warm, {len(files)} templates", ours, theirs)
    row("warm, mean of a template", ours / len(files), theirs / len(files))


def peer_best(python, template, repeat):
    copies = [json.loads(json.dumps(template, default=str)) for _ in range(repeat)]
    return best(lambda: python.answer_in_place(copies.pop(), "aws"), repeat, time.process_time)


def functions(count, event):
    """A template of so many functions, each with this event."""
    resources = {f"Function{n}": {"Type": "AWS::Serverless::Function", "Properties": {
        "CodeUri": "s3://bucket/key", "Handler": "index.handler", "Runtime": "python3.12",
        "Events": {"Event": event(n)}}} for n in range(count)}
    return {"Transform": "AWS::Serverless-2016-10-31", "Resources": resources}


def queue(n):
    return {"Type": "SQS", "Properties": {"Queue": f"arn:aws:sqs:us-east-1:123456789012:queue{n}"}}


def route(n):
    return {"Type": "Api", "Properties": {"Path": f"/path{n}", "Method": "get"}}


def growth(o, samara, python):
    for name, event in (("functions with a queue", queue), ("routes of an implicit API", route)):
        previous, waiting = {}, True
        for count in (10, 100, 1_000, 10_000):
            if count > o.limit:
                continue
            template = functions(count, event)
            repeat = max(3, 2_000 // count)
            samara_mean(samara, json.dumps(template), repeat)
            seconds = samara_mean(samara, json.dumps(template), repeat)
            peer = peer_best(python, template, 3 if count < 1_000 else 1) if waiting else None
            waiting = waiting and peer < PATIENCE_SECONDS
            row(f"{count} {name}", seconds, peer)
            if previous:
                theirs = f"the peer {peer / previous['peer']:.1f}" if peer else "the peer was not waited for"
                print(f"{'':10}10 times as many: Samara {seconds / previous['samara']:.1f} times as long, {theirs}", flush=True)
            previous = {"samara": seconds, "peer": peer}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--corpus", required=True, help="a folder of templates, at any depth")
    a.add_argument("--repeat", type=int, default=20)
    a.add_argument("--limit", type=int, default=10_000, help="the most functions of a template")
    a.add_argument("--only", choices=("corpus", "growth"))
    a.add_argument("--peer-once", action="store_true", help=argparse.SUPPRESS)
    o = a.parse_args()
    files = corpus(o.corpus)
    if o.peer_once:
        return peer_once(files)
    samara, python = Samara(room=ROOM), PythonTranslator()
    print(f"{'':44} {'Samara, ms':>12} {'peer, ms':>12}   ratio")
    if o.only != "growth":
        cold(o, files)
        warm(o, files, samara, python)
    if o.only != "corpus":
        growth(o, samara, python)
    samara.close()


if __name__ == "__main__":
    main()
