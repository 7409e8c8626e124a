"""Makes random templates out of `specification.py`."""
import copy

from specification import (EVENTS, EVENT_TYPES, EXCLUDES, GLOBAL_SECTIONS, GLOBAL_NAMES, INTRINSICS, NAMED, ONLY_OF_OTHERS,
                           PLAIN_RESOURCES, PROPERTIES, REQUIRES, RESOURCE_TYPES, Each, Exactly, Many)

OPTIONAL = 0.22
INTRINSIC = 0.03


def template(random):
    """A template of one to four SAM resources and what they refer to."""
    resources = {}
    for n in range(random.choice((1, 1, 2, 2, 3, 4))):
        resources[random.choice(("Fuzz", "My", "The")) + f"Resource{n}"] = resource(random.choice(RESOURCE_TYPES), random)
    resources.update(copy.deepcopy(PLAIN_RESOURCES))
    made = {
        "Transform": "AWS::Serverless-2016-10-31",
        "Parameters": {"FuzzParameter": {"Type": "String", "Default": "fuzz"}, "Bare": {"Type": "String"}},
        "Conditions": {"FuzzCondition": {"Fn::Equals": [{"Ref": "FuzzParameter"}, "fuzz"]}},
        "Mappings": {"FuzzMap": {"first": {"second": "mapped"}}},
        "Resources": resources}
    if random.random() < 0.3:
        made["Globals"] = {section: _some(properties_of(kind, random), GLOBAL_NAMES[section], random)
                           for section, kind in GLOBAL_SECTIONS.items() if random.random() < 0.4}
    return made


def _some(properties, allowed, random):
    return {name: value for name, value in properties.items() if name in allowed or random.random() < 0.001}


def resource(kind, random):
    """A resource of this type, with some of its properties and attributes."""
    made = {"Type": kind, "Properties": properties_of(kind, random)}
    for name, value in (("Condition", "FuzzCondition"), ("DependsOn", "Bucket"), ("DeletionPolicy", "Retain"),
                        ("UpdateReplacePolicy", "Delete"), ("Metadata", {"Some": "Metadata"})):
        if random.random() < 0.08:
            made[name] = value
    if random.random() < 0.08:
        made["Connectors"] = {"Link": {"Properties": value_of("@embedded-connector", random)}}
    return made


def properties_of(kind, random):
    """Properties for a resource of this type."""
    made = value_of(PROPERTIES[kind], random, plain=True)
    if random.random() < 0.95:
        _agree(made, kind, random)
    if kind in EVENT_TYPES and random.random() < 0.6:
        names = [random.choice(EVENT_TYPES[kind]) for _ in range(random.choice((1, 1, 2, 3)))]
        made["Events"] = {f"On{name}{n}": event(kind, name, random) for n, name in enumerate(names)}
    return made


def _agree(made, kind, random):
    """Leaves out what the specification forbids beside something else, since errors hide what else there is to see."""
    for name, other in REQUIRES.get(kind, ()):
        if other not in made:
            made.pop(name, None)
    for names in EXCLUDES.get(kind, ()):
        given = [name for name in names if name in made]
        for name in given[:-1] if random.random() < 0.5 else given[1:]:
            del made[name]
    if kind == "AWS::Serverless::StateMachine" and "DefinitionUri" not in made:
        made["Definition"] = value_of(PROPERTIES[kind]["Definition"], random)
    if made.get("PackageType") == "Image":
        made["ImageUri"] = "1.dkr.ecr.r.amazonaws.com/i:1"
        for name in ("CodeUri", "Handler", "Runtime", "InlineCode", "Layers"):
            made.pop(name, None)
    elif kind == "AWS::Serverless::Function":
        made.pop("ImageUri", None)
        made.pop("ImageConfig", None)
    _declare_authorizers(made.get("Auth"), kind, random)


def _declare_authorizers(auth, kind, random):
    """An API's default authorizer is mostly one that it has."""
    if isinstance(auth, dict) and auth.get("DefaultAuthorizer") in ("First", "Nobody") and random.random() < 0.9:
        grammar = "@http-authorizer" if kind == "AWS::Serverless::HttpApi" else "@rest-authorizer"
        auth["DefaultAuthorizer"] = "First"
        if isinstance(auth.setdefault("Authorizers", {}), dict):
            auth["Authorizers"]["First"] = value_of(grammar, random)


def event(kind, name, random):
    """An event source of a function or a state machine."""
    made = value_of(EVENTS[name], random, plain=True)
    owner = kind.rpartition("::")[2]
    for unknown in ONLY_OF_OTHERS.get((owner, name), ()):
        if random.random() < 0.98:
            made.pop(unknown, None)
    if name == "HttpApi" and random.random() < 0.95 and ("Path" in made) != ("Method" in made):
        made.update(Path="/one", Method="get")
    return {"Type": name, "Properties": made}


def value_of(grammar, random, plain=False):
    """A random value of a grammar; unless `plain`, seldom an intrinsic function in its place."""
    if not plain and random.random() < INTRINSIC:
        return copy.deepcopy(random.choice(INTRINSICS))
    if isinstance(grammar, str) and grammar.startswith("@"):
        return value_of(NAMED[grammar[1:]], random, plain=True)
    if isinstance(grammar, list):
        return value_of(random.choice(grammar), random, plain=True)
    if isinstance(grammar, Exactly):
        return copy.deepcopy(grammar.value)
    if isinstance(grammar, Many):
        return [value_of(grammar.element, random) for _ in range(random.choice((1, 1, 2, 3)))]
    if isinstance(grammar, Each):
        names = random.sample(grammar.names, min(len(grammar.names), random.choice((1, 1, 2, 3))))
        return {name: value_of(grammar.value, random) for name in names}
    if isinstance(grammar, dict):
        return _object(grammar, random)
    return grammar


def _object(grammar, random):
    made = {}
    for name, value in grammar.items():
        required = name.endswith("!")
        if random.random() < (0.995 if required else OPTIONAL):
            made[name.rstrip("!")] = value_of(value, random)
    return made
