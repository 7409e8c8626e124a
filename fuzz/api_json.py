"""Random JSON values, and sound documents with something wrong in them."""
import copy

STRINGS = ("", "a", "\0", "\ud800", "é", "😀", "a" * 3000, "${x}", "#set($a = 1)$a", "../..", "null", "-1", "true", "%s%n",
           "arn:aws:lambda:us-east-1:123456789012:function:x", "arn:", "2026-01-01T00:00:00Z", "{", "]", "\u2028", "*", "$ref")
NUMBERS = (0, -1, 1, 2**31, 2**63, -2**63, 10**40, 0.1, -0.0, 1e308, 5e-324)


def value(random, depth):
    """Any JSON value, no deeper than that."""
    kind = random.randrange(7 if depth > 0 else 5)
    if kind == 0:
        return None
    if kind == 1:
        return random.random() < 0.5
    if kind == 2:
        return random.choice(NUMBERS)
    if kind in (3, 4):
        return random.choice(STRINGS)
    if kind == 5:
        return [value(random, depth - 1) for _ in range(random.randrange(4))]
    return {random.choice(STRINGS[:12]): value(random, depth - 1) for _ in range(random.randrange(4))}


def nested(depth):
    """The text of arrays or objects in each other."""
    return b'{"a":' * depth + b"1" + b"}" * depth


def places(document, at=()):
    """The places of a document, each as a path of keys."""
    yield at
    if isinstance(document, dict):
        for key in document:
            yield from places(document[key], at + (key,))
    elif isinstance(document, list):
        for index in range(len(document)):
            yield from places(document[index], at + (index,))


def changed(random, document, times=1):
    """A copy in which something was replaced, taken away, doubled or renamed."""
    document = copy.deepcopy(document)
    for _ in range(times):
        path = random.choice(list(places(document)))
        if not path:
            document = value(random, 2) if random.random() < 0.3 else document
            continue
        holder = document
        for key in path[:-1]:
            holder = holder[key]
        how = random.randrange(4)
        if how == 0:
            del holder[path[-1]]
        elif how == 1 and isinstance(holder, dict):
            holder[random.choice(STRINGS[:9]) + "X"] = holder.pop(path[-1])
        elif how == 2 and isinstance(holder, list):
            holder.extend(holder[:50] * 3)
        else:
            holder[path[-1]] = value(random, 3)
    return document
