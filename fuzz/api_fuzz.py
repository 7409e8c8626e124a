#!/usr/bin/env python3
"""Sends malformed requests to a running cloud, and checks that it stands: fuzz/README.md.

usage: fuzz/api_fuzz.py [--requests 10000] [--seed 1] [--only KIND …] [--first N] [--samara PATH]
"""
import argparse
import collections
import itertools
import os
import random
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import api_exchange
from api_control import Control, Lanes
from api_http1 import Http1
from api_http2 import Http2
from api_server import Server
from api_sigv4 import SigV4
from api_templates import Model, Template
from api_websocket import WebSocket

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LANES = 4
WEIGHTS = {"http1": 8, "http2": 4, "websocket": 4, "sigv4": 3, "control": 4, "vtl": 3, "schema": 3}
WARM_UP = 200


def sources(server):
    lanes = Lanes(server, LANES)
    return {"http1": Http1(server), "http2": Http2(server), "websocket": WebSocket(server), "sigv4": SigV4(server),
            "control": Control(server), "vtl": Template(lanes), "schema": Model(lanes)}


def case(kinds, seed, number):
    """The case of this number: the same for the same seed, but for ids, ports and signatures."""
    rng = random.Random(f"{seed}/{number}")
    names = list(kinds)
    name = rng.choices(names, [WEIGHTS[n] for n in names])[0]
    return kinds[name].case(rng, number % LANES)


class Run:
    """Cases in several threads; each thread takes the numbers of its lane."""

    def __init__(self, server, kinds, o):
        self._server, self._kinds, self._o = server, kinds, o
        self._lock = threading.Lock()
        self.findings = []
        self.statuses = collections.Counter()
        self.sent = collections.Counter()
        self.slowest = (0.0, "")

    def go(self, first, count):
        threads = [threading.Thread(target=self._lane, args=(lane, first, count)) for lane in range(LANES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _lane(self, lane, first, count):
        for number in range(first, first + count):
            if number % LANES == lane:
                self._one(number)

    def _one(self, number):
        one = case(self._kinds, self._o.seed, number)
        try:
            outcome = api_exchange.run(one, self._server.port)
        except OSError as e:
            outcome = api_exchange.Outcome([], [f"no connection: {e}"], b"", 0.0)
        with self._lock:
            self.sent[one.kind] += 1
            self.statuses.update(outcome.statuses or ["closed"])
            self.slowest = max(self.slowest, (outcome.seconds, f"{number} {one.kind}: {one.label[:60]!r}"))
            for finding in outcome.findings:
                self.findings.append(f"{number} {one.kind}: {one.label!r}: {finding}")
                print(f"FOUND {self.findings[-1]}\n  sent {b''.join(one.parts)[:700]!r}\n  got {outcome.received[:500]!r}",
                      flush=True)


def leaks(before, after):
    """What is left that the cases do not explain: functions' environments come and go, and with them a few of each."""
    found = [f"{after['connections']} connections left open"] if after["connections"] else []
    for what, slack in (("descriptors", 24), ("threads", 16), ("MiB", 200), ("live MiB", 32)):
        if after[what] > before[what] + slack:
            found.append(f"{what}: {before[what]} before, {after[what]} after")
    return found


def failures(log):
    """Each way in which something failed by the cloud's log, once: what was thrown, and our places in its trace."""
    ways, lines = collections.Counter(), log.splitlines()
    for number, line in enumerate(lines[1:], 1):
        if line.startswith("\tat ") and not lines[number - 1].startswith(("\tat ", "\t...")):
            trace = itertools.takewhile(lambda at: at.startswith("\tat "), lines[number:])
            ours = [at.strip() for at in trace if "samara." in at][:4]
            ways[lines[number - 1][:200] + " " + line.strip() + " | " + " | ".join(ours)] += 1
        elif lines[number - 1].startswith("SEVERE: ") and not "".join(lines[number + 1:number + 2]).startswith("\tat "):
            ways[line[:300] + " (without a trace)"] += 1
    return [f"logged {count} times: {way}" for way, count in ways.items()]


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--requests", type=int, default=10_000)
    a.add_argument("--seed", default="1")
    a.add_argument("--only", nargs="*", choices=list(WEIGHTS))
    a.add_argument("--first", type=int, default=0, help="the number of the first case")
    a.add_argument("--samara", default=os.path.join(ROOT, "samara"))
    o = a.parse_args()
    with Server(o.samara) as server:
        kinds = {name: source for name, source in sources(server).items() if not o.only or name in o.only}
        run = Run(server, kinds, o)
        # What stays for good (threads, warm environments, descriptors of libraries) is there after the first cases.
        warm = min(WARM_UP, o.requests // 4)
        run.go(o.first, warm)
        before = server.settled(server.held())
        start = time.monotonic()
        run.go(o.first + warm, o.requests - warm)
        seconds = time.monotonic() - start
        after = server.settled(before)
        run.findings += leaks(before, after)
        if not server.answers():
            run.findings.append("the server does not answer any more")
        run.findings += failures(server.log())
    print(f"seed {o.seed}: {o.requests} cases in {seconds:.0f} s: {dict(sorted(run.sent.items()))}")
    print("answers:", dict(sorted(run.statuses.items(), key=str)))
    print(f"slowest: {run.slowest[0]:.2f} s, case {run.slowest[1]}")
    print("held before:", before, "after:", after)
    for finding in run.findings:
        print("finding:", finding)
    print(f"{len(run.findings)} findings")
    return 1 if run.findings else 0


if __name__ == "__main__":
    sys.exit(main())
