"""When two answers count as equal: the rule by which the specification's own cases are compared."""
import json
import re

from differences import is_deliberate


def verdict(template, expected, actual):
    """None where Samara's answers agree with the translator's, else a line that says what differs."""
    for partition, theirs in expected.items():
        ours = actual[partition]
        found = _verdict(theirs, ours)
        if found and not is_deliberate(template, theirs, ours):
            return f"{partition}: {found}"
    return None


def _verdict(theirs, ours):
    if ours.status == "crash":
        return f"Samara crashes: {ours.messages[0]}"
    if ours.unlocated:
        return f"an error without line and column: {ours.unlocated[0]}"
    if theirs.status == "crash":
        return None if ours.status == "error" else f"accepted what the translator fails on: {theirs.messages[0]}"
    if theirs.status == "ok" and ours.status == "ok":
        return difference(canonical(theirs.template), canonical(ours.template))
    if theirs.status != ours.status:
        return f"{theirs.status} wanted, got {ours.status}: {(theirs.messages or ours.messages)[0][:400]}"
    if theirs.named and theirs.named != ours.named:
        missed, more = sorted(theirs.named - ours.named), sorted(ours.named - theirs.named)
        about = [text for text in theirs.messages + ours.messages if any(name in text for name in missed + more)]
        return f"errors miss {missed}, name {more} besides: {about}"
    return None


def signature(line):
    """The kind of a difference, so that one bug is reported once: its line without ids, hashes and places."""
    line = re.sub(r"\b[0-9a-f]{8,}\b|\[\d+\]|\d+", "#", line)
    line = re.sub(r"\$\.Resources\.\w+", "$.Resources.X", line)
    line = re.sub(r"\[[A-Za-z]\w*\]|'[A-Z]\w*'", "'X'", line)
    return line[:110]


def canonical(value):
    """The value with its lists in one order, whatever theirs was."""
    if isinstance(value, dict):
        return {name: canonical(each) for name, each in value.items()}
    if isinstance(value, list):
        return sorted((canonical(each) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def difference(wanted, got, at="$"):
    """Where two canonical values differ first, or None."""
    numbers = isinstance(wanted, (int, float)) and isinstance(got, (int, float))
    if isinstance(wanted, bool) != isinstance(got, bool) or (type(wanted) is not type(got) and not numbers):
        return f"{at}: wanted {short(wanted)}, got {short(got)}"
    if isinstance(wanted, dict):
        if wanted.keys() != got.keys():
            missing = [name for name in wanted if name not in got]
            extra = [name for name in got if name not in wanted]
            return f"{at}: missing {missing}, not expected {extra}"
        inside = (difference(wanted[name], got[name], f"{at}.{name}") for name in wanted)
        return next((found for found in inside if found), None)
    if isinstance(wanted, list):
        if len(wanted) != len(got):
            return f"{at}: wanted {short(wanted)}, got {short(got)}"
        inside = (difference(x, y, f"{at}[{i}]") for i, (x, y) in enumerate(zip(wanted, got)))
        return next((found for found in inside if found), None)
    return None if wanted == got else f"{at}: wanted {short(wanted)}, got {short(got)}"


def short(value):
    text = json.dumps(value)
    return text if len(text) < 160 else text[:157] + "..."
