"""Makes random templates out of `specification.py`."""
import copy
import random

from specification import (EVENTS, EVENT_TYPES, EXCLUDES, GLOBAL_SECTIONS, GLOBAL_NAMES, INTRINSICS, NAMED, ONLY_OF_OTHERS,
                           PLAIN_RESOURCES, PROPERTIES, REQUIRES, RESOURCE_TYPES, Each, Exactly, Many)


class Dice(random.Random):
    """The choices of one template: how full it is, and how many intrinsic functions it has, is one of them."""

    def __init__(self, seed):
        super().__init__(seed)
        self.optional = self.choice((0.1, 0.22, 0.22, 0.4))
        self.intrinsic = self.choice((0, 0.03, 0.03, 0.1))


def template(dice):
    """A template of one to four SAM resources and what they refer to."""
    resources = {}
    for n in range(dice.choice((1, 1, 2, 2, 3, 4))):
        resources[dice.choice(("Fuzz", "My", "The")) + f"Resource{n}"] = resource(dice.choice(RESOURCE_TYPES), dice)
    resources.update(copy.deepcopy(PLAIN_RESOURCES))
    made = {
        "Transform": "AWS::Serverless-2016-10-31",
        "Parameters": {"FuzzParameter": {"Type": "String", "Default": "fuzz"}, "Bare": {"Type": "String"}},
        "Conditions": {"FuzzCondition": {"Fn::Equals": [{"Ref": "FuzzParameter"}, "fuzz"]}},
        "Mappings": {"FuzzMap": {"first": {"second": "mapped"}}},
        "Resources": resources}
    if dice.random() < 0.3:
        made["Globals"] = {section: _some(properties_of(kind, dice), GLOBAL_NAMES[section], dice)
                           for section, kind in GLOBAL_SECTIONS.items() if dice.random() < 0.4}
    return made


def _some(properties, allowed, dice):
    return {name: value for name, value in properties.items() if name in allowed or dice.random() < 0.001}


def resource(kind, dice):
    """A resource of this type, with some of its properties and attributes."""
    made = {"Type": kind, "Properties": properties_of(kind, dice)}
    for name, value in (("Condition", "FuzzCondition"), ("DependsOn", "Bucket"), ("DeletionPolicy", "Retain"),
                        ("UpdateReplacePolicy", "Delete"), ("Metadata", {"Some": "Metadata"})):
        if dice.random() < 0.08:
            made[name] = value
    if dice.random() < 0.08:
        made["Connectors"] = {"Link": {"Properties": value_of("@embedded-connector", dice)}}
    return made


def properties_of(kind, dice):
    """Properties for a resource of this type."""
    made = value_of(PROPERTIES[kind], dice, plain=True)
    if dice.random() < 0.95:
        _agree(made, kind, dice)
    if kind in EVENT_TYPES and dice.random() < 0.6:
        names = [dice.choice(EVENT_TYPES[kind]) for _ in range(dice.choice((1, 1, 2, 3)))]
        made["Events"] = {f"On{name}{n}": event(kind, name, dice) for n, name in enumerate(names)}
    return made


def _agree(made, kind, dice):
    """Leaves out what the specification forbids beside something else, since errors hide what else there is to see."""
    for name, other in REQUIRES.get(kind, ()):
        if other not in made:
            made.pop(name, None)
    for names in EXCLUDES.get(kind, ()):
        given = [name for name in names if name in made]
        for name in given[:-1] if dice.random() < 0.5 else given[1:]:
            del made[name]
    if kind == "AWS::Serverless::StateMachine" and "DefinitionUri" not in made:
        made["Definition"] = value_of(PROPERTIES[kind]["Definition"], dice)
    if made.get("PackageType") == "Image":
        made["ImageUri"] = "1.dkr.ecr.r.amazonaws.com/i:1"
        for name in ("CodeUri", "Handler", "Runtime", "InlineCode", "Layers"):
            made.pop(name, None)
    elif kind == "AWS::Serverless::Function":
        made.pop("ImageUri", None)
        made.pop("ImageConfig", None)
    _declare_authorizers(made.get("Auth"), kind, dice)


def _declare_authorizers(auth, kind, dice):
    """An API's default authorizer is mostly one that it has."""
    if isinstance(auth, dict) and auth.get("DefaultAuthorizer") in ("First", "Nobody") and dice.random() < 0.9:
        grammar = "@http-authorizer" if kind == "AWS::Serverless::HttpApi" else "@rest-authorizer"
        auth["DefaultAuthorizer"] = "First"
        if isinstance(auth.setdefault("Authorizers", {}), dict):
            auth["Authorizers"]["First"] = value_of(grammar, dice)


def event(kind, name, dice):
    """An event source of a function or a state machine."""
    made = value_of(EVENTS[name], dice, plain=True)
    owner = kind.rpartition("::")[2]
    for unknown in ONLY_OF_OTHERS.get((owner, name), ()):
        if dice.random() < 0.98:
            made.pop(unknown, None)
    if name == "HttpApi" and dice.random() < 0.95 and ("Path" in made) != ("Method" in made):
        made.update(Path="/one", Method="get")
    return {"Type": name, "Properties": made}


def value_of(grammar, dice, plain=False):
    """A random value of a grammar; unless `plain`, seldom an intrinsic function in its place."""
    if not plain and dice.random() < dice.intrinsic:
        return copy.deepcopy(dice.choice(INTRINSICS))
    if isinstance(grammar, str) and grammar.startswith("@"):
        return value_of(NAMED[grammar[1:]], dice, plain=True)
    if isinstance(grammar, list):
        return value_of(dice.choice(grammar), dice, plain=True)
    if isinstance(grammar, Exactly):
        return copy.deepcopy(grammar.value)
    if isinstance(grammar, Many):
        return [value_of(grammar.element, dice) for _ in range(dice.choice((1, 1, 2, 3)))]
    if isinstance(grammar, Each):
        names = dice.sample(grammar.names, min(len(grammar.names), dice.choice((1, 1, 2, 3))))
        return {name: value_of(grammar.value, dice) for name in names}
    if isinstance(grammar, dict):
        return _object(grammar, dice)
    return grammar


def _object(grammar, dice):
    made = {}
    for name, value in grammar.items():
        required = name.endswith("!")
        if dice.random() < (0.995 if required else dice.optional):
            made[name.rstrip("!")] = value_of(value, dice)
    return made
