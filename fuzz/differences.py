"""Where Samara answers otherwise than the Python translator on purpose: each with its reason."""
from dataclasses import dataclass
from typing import Callable


@dataclass(frozen=True)
class Difference:
    """One deliberate difference; `holds(template, theirs, ours)` says whether it explains what is seen."""

    name: str
    reason: str
    holds: Callable


def _refused_as(code):
    """Samara alone refuses, and for nothing but this code."""
    def holds(template, theirs, ours):
        return ours.status == "error" and all(f" {code} " in message for message in ours.messages) \
            and theirs.status == "ok"
    return holds


DIFFERENCES = [
    Difference(
        "unknown-serverless-type",
        "The translator leaves a resource of an unknown type `AWS::Serverless::X` as it is, and the deployment fails"
        " later. Samara names it at once.",
        _refused_as("unknown-resource-type")),
]


def is_deliberate(template, theirs, ours):
    """Whether one of the differences explains these answers."""
    return any(difference.holds(template, theirs, ours) for difference in DIFFERENCES)
