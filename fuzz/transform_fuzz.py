#!/usr/bin/env python3
"""Compares Samara's transform with PyPI's `aws-sam-translator` over random templates.

usage: fuzz/transform_fuzz.py [--seconds 60] [--seed 1] [--jobs 1] [--corpus FOLDER …] [--out FOLDER]
       fuzz/transform_fuzz.py --case TEMPLATE [--shrink]

A template is made from the specification (`specification.py`, `generator.py`) or is one of the corpora, changed
(`mutation.py`). Every finding is shrunk and written to the output folder, with what both translators say. Round n of
seed s is always the same template. Exits 1 if anything was found.
"""
import argparse
import collections
import json
import multiprocessing
import os
import sys
import time
from pathlib import Path

import generator
from comparison import signature, verdict
from mutation import mutated
from shrinking import shrunk
from translators import ROOT, PythonTranslator, Samara

CORPUS = os.path.join(ROOT, "transform", "src", "test", "resources", "corpus", "input")


class Fuzzer:
    """Both translators and the templates that mutations begin with."""

    def __init__(self, corpora):
        self.python, self.samara = PythonTranslator(), Samara()
        self.python.read_policy_templates_once()
        self.corpus = [template for folder in corpora for template in templates(folder, self.python)]

    def template(self, seed, round_number):
        """The template of a round: the same one in every run of the seed."""
        choice = generator.Dice(f"{seed}/{round_number}")
        if not self.corpus or choice.random() < 0.5:
            made = generator.template(choice)
            return mutated(made, choice, self.corpus) if choice.random() < 0.35 else made
        return mutated(choice.choice(self.corpus), choice, self.corpus)

    def verdict(self, template):
        """What differs, or None; one partition suffices to see most differences, so that the others wait."""
        for partitions in (("aws",), ("aws-cn", "aws-us-gov")):
            found = self.verdict_in(template, partitions)
            if found:
                return found
        return None

    def verdict_in(self, template, partitions):
        return verdict(template, self.python.answer(template, partitions), self.samara.answer(template, partitions))

    def shrunk(self, template, found):
        """The template as small as it goes with the same kind of difference."""
        kind, partitions = signature(found), (found.partition(":")[0],)

        def still_fails(smaller):
            return signature(self.verdict_in(smaller, partitions) or "") == kind

        return shrunk(template, still_fails)

    def report(self, template, found, folder, name):
        """Writes a finding: the template, and what both say of it."""
        folder = os.path.join(folder, name)
        os.makedirs(folder, exist_ok=True)
        answers = {who: {partition: answer.as_json() for partition, answer in translator.answer(template).items()}
                   for who, translator in (("expected", self.python), ("actual", self.samara))}
        for file, content in (("template.json", template), *((f"{who}.json", each) for who, each in answers.items())):
            with open(os.path.join(folder, file), "w") as out:
                json.dump(content, out, indent=2)
        with open(os.path.join(folder, "difference.txt"), "w") as out:
            out.write(found + "\n")


def templates(folder, python):
    """The templates in a folder, at any depth, as JSON has them."""
    found = []
    for path in sorted(Path(folder).rglob("*")):
        if path.suffix in (".yaml", ".yml") or path.name == "template.json":
            template = json.loads(json.dumps(read(path, python), default=str))
            if isinstance(template, dict) and "AWS::LanguageExtensions" not in str(template.get("Transform")):
                found.append(template)
    return found


def read(path, python):
    text = Path(path).read_text()
    return json.loads(text) if str(path).endswith(".json") else python.parse(text)


def fuzz(o, job):
    """One worker: the rounds job, job + jobs, … until the time is over. Its findings by kind."""
    fuzzer, kinds, rounds = Fuzzer(o.corpus), collections.Counter(), 0
    end = time.monotonic() + o.seconds
    while time.monotonic() < end and rounds * o.jobs + job < o.rounds:
        number = o.first + rounds * o.jobs + job
        rounds += 1
        template = fuzzer.template(o.seed, number)
        found = fuzzer.verdict(template)
        if not found:
            continue
        kinds[signature(found)] += 1
        if kinds[signature(found)] == 1:
            small = fuzzer.shrunk(template, found)
            found = fuzzer.verdict(small) or found
            fuzzer.report(small, found, o.out, f"seed-{o.seed}-round-{number}")
            print(f"round {number}: {found}\n    {json.dumps(small)[:600]}", flush=True)
    fuzzer.samara.close()
    return rounds, kinds


def one_case(o):
    """Compares one template, and shrinks it if asked to."""
    fuzzer = Fuzzer([])
    template = json.loads(json.dumps(read(o.case, fuzzer.python), default=str))
    found = fuzzer.verdict(template)
    if found and o.shrink:
        template = fuzzer.shrunk(template, found)
        print(json.dumps(template, indent=2))
        fuzzer.report(template, found, o.out, Path(o.case).stem)
    print(found or "Both agree.")
    return 1 if found else 0


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--seconds", type=float, default=60)
    a.add_argument("--rounds", type=int, default=sys.maxsize, help="end after so many templates")
    a.add_argument("--first", type=int, default=0, help="begin with this round")
    a.add_argument("--seed", default="1")
    a.add_argument("--jobs", type=int, default=1)
    a.add_argument("--corpus", action="append", default=[CORPUS], help="a folder of templates to change")
    a.add_argument("--out", default="fuzz-findings")
    a.add_argument("--case", help="compare this one template")
    a.add_argument("--shrink", action="store_true", help="with --case: make it as small as it goes")
    o = a.parse_args()
    if o.case:
        sys.exit(one_case(o))
    if o.jobs == 1:
        results = [fuzz(o, 0)]
    else:
        with multiprocessing.get_context("spawn").Pool(o.jobs) as pool:
            results = pool.starmap(fuzz, [(o, job) for job in range(o.jobs)])
    kinds = sum((kinds for _, kinds in results), collections.Counter())
    print(f"{sum(rounds for rounds, _ in results)} templates of seed {o.seed}; {len(kinds)} kinds of differences")
    for kind, times in kinds.most_common():
        print(f"{times:6} {kind}")
    sys.exit(1 if kinds else 0)


if __name__ == "__main__":
    main()
