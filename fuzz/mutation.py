"""Changes templates at random: what a person might get wrong, and what is seldom combined."""
import copy
import json

from specification import EVENT_TYPES, GLOBAL_SECTIONS, INTRINSICS, RESOURCE_TYPES, SCALARS
from generator import event, properties_of, resource


def places(value, path=()):
    """Every place in a value, as a path of names and indexes."""
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, path + (key,))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def mutated(template, dice, donors=()):
    """A changed copy of the template; `donors` are templates to take parts from."""
    template = copy.deepcopy(template)
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 5))):
        dice.choice(MUTATIONS)(template, dice, donors)
    return template


def _a_place(template, dice):
    resources = template.get("Resources")
    if isinstance(resources, dict) and resources and dice.random() < 0.85:
        name = dice.choice(list(resources))
        found = list(places(resources[name], ("Resources", name)))
    else:
        found = list(places(template))
    return dice.choice(found) if found else None


def _delete(template, dice, donors):
    path = _a_place(template, dice)
    if path:
        del at(template, path[:-1])[path[-1]]


def _replace(template, dice, donors):
    path = _a_place(template, dice)
    if path:
        at(template, path[:-1])[path[-1]] = copy.deepcopy(dice.choice(SCALARS))


def _by_intrinsic(template, dice, donors):
    path = _a_place(template, dice)
    if path:
        owner = at(template, path[:-1])
        owner[path[-1]] = _conditional(owner[path[-1]]) if dice.random() < 0.3 \
            else copy.deepcopy(dice.choice(INTRINSICS))
    _declare(template)


def _conditional(value):
    return {"Fn::If": ["FuzzCondition", value, {"Ref": "AWS::NoValue"}]}


def _declare(template):
    """What the intrinsics refer to."""
    for section, name, value in (
            ("Parameters", "FuzzParameter", {"Type": "String", "Default": "fuzz"}),
            ("Conditions", "FuzzCondition", {"Fn::Equals": [{"Ref": "FuzzParameter"}, "fuzz"]}),
            ("Mappings", "FuzzMap", {"first": {"second": "mapped"}})):
        if isinstance(template.setdefault(section, {}), dict):
            template[section].setdefault(name, value)


def _rename(template, dice, donors):
    path = _a_place(template, dice)
    owner = at(template, path[:-1]) if path else None
    if isinstance(owner, dict):
        name = str(path[-1])
        new = dice.choice((name + "x", name.lower(), name[:-1] or "x", "Properties", dice.choice(list(owner))))
        renamed = {str(new) if key == path[-1] else key: value for key, value in owner.items()}
        owner.clear()
        owner.update(renamed)


def _duplicate(template, dice, donors):
    path = _a_place(template, dice)
    if path:
        owner, value = at(template, path[:-1]), copy.deepcopy(at(template, path))
        owner.append(value) if isinstance(owner, list) else owner.update({f"{path[-1]}Copy": value})


def _from_donor(template, dice, donors):
    """A value of the same name out of another template."""
    path = _a_place(template, dice)
    if not path or not donors:
        return
    donor = dice.choice(donors)
    same = [other for other in places(donor) if other[-1] == path[-1] and len(other) > 2]
    if same:
        at(template, path[:-1])[path[-1]] = copy.deepcopy(at(donor, dice.choice(same)))


def _resources(template, *types):
    resources = template.get("Resources")
    return [each for each in (resources.values() if isinstance(resources, dict) else ())
            if isinstance(each, dict) and (not types or each.get("Type") in types)]


def _add_property(template, dice, donors):
    served = [each for each in _resources(template, *RESOURCE_TYPES) if isinstance(each.get("Properties", {}), dict)]
    if served:
        one = dice.choice(served)
        made = properties_of(one["Type"], dice)
        if made:
            name = dice.choice(list(made))
            one.setdefault("Properties", {})[name] = made[name]
    _declare(template)


def _add_event(template, dice, donors):
    owners = _resources(template, "AWS::Serverless::Function", "AWS::Serverless::StateMachine")
    if owners:
        owner = dice.choice(owners)
        properties = owner.setdefault("Properties", {})
        if isinstance(properties, dict) and isinstance(properties.setdefault("Events", {}), dict):
            name = dice.choice(EVENT_TYPES[owner["Type"]])
            properties["Events"]["Fuzz" + name] = event(owner["Type"], name, dice)
    _declare(template)


def _add_resource(template, dice, donors):
    resources = template.get("Resources")
    if isinstance(resources, dict):
        resources["FuzzResource"] = resource(dice.choice(RESOURCE_TYPES), dice)
    _declare(template)


def _add_attribute(template, dice, donors):
    found = _resources(template)
    if found:
        name, value = dice.choice((
            ("Condition", "FuzzCondition"), ("DeletionPolicy", "Retain"), ("DependsOn", "FuzzResource"),
            ("DependsOn", ["FuzzResource"]), ("UpdateReplacePolicy", "Delete"), ("Metadata", {"Key": "Value"}),
            ("Connectors", {"Fuzz": {"Properties": {"Destination": {"Id": "FuzzResource"}, "Permissions": ["Read"]}}})))
        dice.choice(found)[name] = copy.deepcopy(value)
    _declare(template)


def _add_globals(template, dice, donors):
    section, kind = dice.choice(list(GLOBAL_SECTIONS.items()))
    made = properties_of(kind, dice)
    if made and isinstance(template.setdefault("Globals", {}), dict):
        name = dice.choice(list(made))
        if isinstance(template["Globals"].setdefault(section, {}), dict):
            template["Globals"][section][name] = made[name]
    _declare(template)


MUTATIONS = [_delete, _delete, _replace, _by_intrinsic, _by_intrinsic, _rename, _duplicate, _from_donor, _from_donor,
             _add_property, _add_property, _add_event, _add_event, _add_resource, _add_attribute, _add_globals]
