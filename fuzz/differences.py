"""Where Samara answers otherwise than the Python translator on purpose: each with its reason."""
from dataclasses import dataclass
from typing import Callable


@dataclass(frozen=True)
class Difference:
    """One deliberate difference; `holds(template, theirs, ours)` says whether it explains what is seen."""

    name: str
    reason: str
    holds: Callable


def _refused_alone(code):
    """Samara alone refuses, and for nothing but this code."""
    def holds(template, theirs, ours):
        return theirs.status == "ok" and ours.status == "error" \
            and all(f" {code} " in message for message in ours.messages)
    return holds


def _names_more(text):
    """Both refuse; what Samara names besides has a message with this text."""
    def holds(template, theirs, ours):
        return theirs.status == ours.status == "error" and theirs.named < ours.named and all(
            any(f" {name}: " in message for message in ours.messages if text in message)
            for name in ours.named - theirs.named)
    return holds


def _names_what_theirs_leaves_open(template, theirs, ours):
    open_ones = [message for message in theirs.messages if "Resource with id [" not in message]
    named_by_value = any("id [{" in message for message in theirs.messages)
    return theirs.status == ours.status == "error" and theirs.named < ours.named \
        and (named_by_value or len(ours.named - theirs.named) <= len(open_ones))


DIFFERENCES = [
    Difference(
        "unknown-serverless-type",
        "The translator leaves a resource of an unknown type `AWS::Serverless::X` as it is, and the deployment fails"
        " later. Samara names it at once.",
        lambda *answers: _refused_alone("unknown-resource-type")(*answers)
        or _names_more(" unknown-resource-type ")(*answers)),
    Difference(
        "properties-of-all-resources",
        "The translator's parser ends at the first resource whose `Properties` is no object. Samara names all of them.",
        _names_more("`Properties` needs to be an object")),
    Difference(
        "structure-error-has-a-resource",
        "Some of the translator's errors say `Structure of the SAM template is invalid` of a mistake in one resource,"
        " beside others that name theirs, and some give a value for the resource's name. Samara names the resource of"
        " each.",
        _names_what_theirs_leaves_open),
    Difference(
        "dependency-is-no-name",
        "The translator leaves numbers in a bucket's `DependsOn` as they are, and the deployment fails later. Samara"
        " names them at once.",
        lambda *answers: _refused_alone("depends-on")(*answers) or _names_more(" depends-on ")(*answers)),
    Difference(
        "application-is-refused-everywhere",
        "The translator looks an application up once, and names only the first resource that has it. Samara names all.",
        _names_more(" application ")),
]


def is_deliberate(template, theirs, ours):
    """Whether one of the differences explains these answers."""
    return any(difference.holds(template, theirs, ours) for difference in DIFFERENCES)
