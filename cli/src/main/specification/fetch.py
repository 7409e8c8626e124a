#!/usr/bin/env python3
"""Takes CloudFormation's resource specification from npm's `@aws-cdk/aws-service-spec` (Apache-2.0) for `samara validate --lint`.

Run by hand when it should be renewed: `npm pack @aws-cdk/aws-service-spec`, unpack it, and
`python3 fetch.py package/db.json.gz`. Every word of documentation is left out; what remains is the structure: types,
properties, attributes, allowed values. A file a service, lines of text:

    type AWS::SQS::Queue        a resource type; what follows belongs to it
    def 17                      an object inside a property
    get Arn QueueName           what Fn::GetAtt takes
    p QueueName string          a property and its type; `p!` where it is required

A type is `string`, `integer`, `number`, `boolean`, `json`, `time`, `tag`, a list `[T]`, a map `{T}`, an object `#17`, a union
`T|T`, or a choice `string(a,b)` whose values are percent-encoded.
"""

import gzip
import json
import pathlib
import sys
from urllib.parse import quote

TARGET = pathlib.Path(__file__).parent.parent / "resources/samara/cli/lint/spec"


def kind(type_, defs):
    """A type as text; `defs` collects the ids of the objects that it needs."""
    name = type_["type"]
    if name == "array":
        return "[" + kind(type_["element"], defs) + "]"
    if name == "map":
        return "{" + kind(type_["element"], defs) + "}"
    if name == "ref":
        defs.append(type_["reference"]["$ref"])
        return "#" + type_["reference"]["$ref"]
    if name == "union":
        return "|".join(sorted({kind(one, defs) for one in type_["types"]}))
    if name == "date-time":
        return "time"
    values = type_.get("allowedValues")
    return name + ("(" + ",".join(quote(str(v), safe="") for v in values) + ")" if values else "")


def lines(properties, defs):
    for name, body in sorted(properties.items()):
        yield f"p{'!' if body.get('required') else ''} {quote(name, safe='')} {kind(body['type'], defs)}"


def main():
    with gzip.open(sys.argv[1]) as file:
        schema = json.load(file)["schema"]
    types = {one["$id"]: one for one in schema["typeDefinition"]["entities"]}
    services = {}
    for resource in sorted(schema["resource"]["entities"], key=lambda r: r["cloudFormationType"]):
        name = resource["cloudFormationType"]
        if not name.startswith("AWS::") or name.startswith("AWS::Serverless::"):
            continue
        out, known = services.setdefault(name.split("::")[1].lower(), ([], set()))
        out.append("type " + name)
        attributes = resource.get("attributes", {})
        if attributes:
            out.append("get " + " ".join(sorted(attributes)))
        defs = []
        out.extend(lines(resource.get("properties", {}), defs))
        while defs:
            one = defs.pop()
            if one not in known:
                known.add(one)
                out.append("def " + one)
                out.extend(lines(types[one].get("properties", {}), defs))
    TARGET.mkdir(parents=True, exist_ok=True)
    names = []
    for service, (out, _) in sorted(services.items()):
        with open(TARGET / f"{service}.txt.gz", "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
            file.write(("\n".join(out) + "\n").encode())
        names += [line[5:] for line in out if line.startswith("type ")]
    with open(TARGET / "types.txt.gz", "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(("\n".join(names) + "\n").encode())


if __name__ == "__main__":
    main()
