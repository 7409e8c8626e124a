"""Makes a failing template as small as it goes while it still fails in the same way."""
import copy

from mutation import at, places


def shrunk(template, still_fails, budget=200):
    """The smallest template found within `budget` attempts for which `still_fails` holds."""
    changed = True
    while changed and budget > 0:
        changed = False
        # The largest parts first: most of a template has nothing to do with what fails in it.
        for path in sorted(places(template), key=len):
            if not _has(template, path):
                continue
            for smaller in _smaller(template, path):
                budget -= 1
                if still_fails(smaller):
                    template, changed = smaller, True
                    break
                if budget <= 0:
                    return template
    return template


def _has(template, path):
    try:
        at(template, path)
        return True
    except (KeyError, IndexError, TypeError):
        return False


def _smaller(template, path):
    """The template without this place, and with something plainer there."""
    without = copy.deepcopy(template)
    del at(without, path[:-1])[path[-1]]
    yield without
    value = at(template, path)
    if isinstance(value, dict) and len(value) == 1:
        inner = next(iter(value.values()))
        if isinstance(inner, (dict, list)):
            plainer = copy.deepcopy(template)
            at(plainer, path[:-1])[path[-1]] = copy.deepcopy(inner)
            yield plainer
