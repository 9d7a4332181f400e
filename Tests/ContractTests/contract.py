"""Judges documents by HeyGen's schemas: contract.py FOLDER TASKS, both paths; prints one JSON list, an answer a task.

A task is {"schema": S, "document": D}, where S is the name of a file in FOLDER, with #/a/pointer into it if wanted, or a
schema itself. Its answer is null, or what is wrong and where. More members of a task:
  "closed": true     members that the schema does not declare are wrong
  "required": [...]  members that the outermost object must have; the files require none of `data`
  "mutate": true     the answer is a list of {"change", "document"} instead: the document spoiled in every way that the
                     schema names, each in one place, as far as the schema refuses the result
"""

import copy
import json
import os
import re
import sys

import jsonschema
from jsonschema.exceptions import best_match


def mapped(schema):
    """The branches of a oneOf by the value that chooses each. The files have lost the branches' own constants, so a
    branch is known by its enum, by "Must be 'value'" in the description of its discriminator, or by requiring a member
    named like the value; the last one left over gets the last value left over."""
    discriminator = schema["discriminator"]
    name = discriminator["propertyName"]
    values = list(discriminator.get("mapping", {}))
    found = {}
    for branch in schema["oneOf"]:
        chooser = branch["properties"][name]
        said = re.findall(r"Must be '([^']+)'", chooser.get("description", ""))
        own = chooser.get("enum") or said or [v for v in values if v in branch.get("required", [])]
        if len(own) == 1 and own[0] not in found:
            found[own[0]] = branch
    missing = [v for v in values if v not in found]
    rest = [b for b in schema["oneOf"] if not any(b is f for f in found.values())]
    if len(missing) == 1 and len(rest) == 1:
        found[missing[0]] = rest[0]
    elif missing or rest:
        raise ValueError(f"which branch is chosen by {missing} in {name}?")
    return name, found


def nullable(schema):
    return bool(schema.get("nullable"))


def translate(schema, closed=False):
    """The same as draft 7: `nullable` and discriminators are OpenAPI's."""
    known = {"type", "properties", "required", "items", "enum", "minimum", "maximum"}
    known |= {"oneOf", "discriminator", "nullable", "description", "default"}
    if set(schema) - known:
        raise ValueError(f"keywords nobody translates: {sorted(set(schema) - known)}")
    if "oneOf" in schema:
        name, branches = mapped(schema)
        chosen = [
            {"if": {"properties": {name: {"const": value}}}, "then": translate(branch, closed)}
            for value, branch in branches.items()
        ]
        result = {
            "type": "object", "required": [name], "properties": {name: {"enum": list(branches)}}, "allOf": chosen,
        }
        # `then` is not to be asked of what is no object at all.
        return {"anyOf": [{"type": "null"}, result]} if nullable(schema) else result
    result = {key: schema[key] for key in ("required", "minimum", "maximum") if key in schema}
    if "type" in schema:
        result["type"] = [schema["type"], "null"] if nullable(schema) else schema["type"]
    if "enum" in schema:
        result["enum"] = schema["enum"] + [None] * nullable(schema)
    if "items" in schema:
        result["items"] = translate(schema["items"], closed)
    if "properties" in schema:
        result["properties"] = {name: translate(member, closed) for name, member in schema["properties"].items()}
        if closed and schema["properties"]:
            result["additionalProperties"] = False
    return result


def deepest(error):
    """The branch of an anyOf that was meant, and not only that none fits."""
    while error.context:
        error = best_match(error.context, key=lambda e: len(e.absolute_path))
    return error


def verdict(validator, document):
    error = best_match(validator.iter_errors(document))
    if error is None:
        return None
    error = deepest(error)
    return f"{'.'.join(str(step) for step in error.absolute_path) or 'the document'}: {error.message}"[:500]


WRONG = {
    "string": [7, {}], "integer": ["x", 1.5], "number": ["x", True], "boolean": ["x", 1], "array": [{}, "x"],
    "object": [[], "x"],
}


def spoiled(schema, value, path):
    """(where, what, replacement) for a value that stands at `path`; a replacement of `...` takes it away."""
    if "oneOf" in schema:
        name, branches = mapped(schema)
        for wrong in ([], "x", *([] if nullable(schema) else [None])):
            yield path, f"becomes {json.dumps(wrong)}", wrong
        if not isinstance(value, dict):
            return
        for wrong in ("no-such-word", 7, None, ...):
            yield path + [name], "is taken away" if wrong is ... else f"becomes {json.dumps(wrong)}", wrong
        branch = branches.get(value.get(name))
        if branch is not None:
            yield from members(branch, value, path, skipped=name)
        return
    for wrong in WRONG.get(schema.get("type"), []) + ([] if nullable(schema) else [None]):
        yield path, f"becomes {json.dumps(wrong)}", wrong
    if "enum" in schema:
        yield path, 'becomes "no-such-word"', "no-such-word"
    if isinstance(value, dict):
        yield from members(schema, value, path)
    if isinstance(value, list) and "items" in schema and value:
        # The items are of one schema, but for the branch each has chosen.
        for index in range(len(value)) if "oneOf" in schema["items"] and len(value) <= 4 else [0]:
            yield from spoiled(schema["items"], value[index], path + [index])


def members(schema, value, path, skipped=None):
    for name, member in schema.get("properties", {}).items():
        if name == skipped:
            continue
        if name in schema.get("required", []):
            yield path + [name], "is taken away", ...
        yield from spoiled(member, value.get(name), path + [name])


def replaced(document, path, value):
    if not path:
        return value
    document = copy.deepcopy(document)
    place = document
    for step in path[:-1]:
        place = place[step]
    if value is ...:
        place.pop(path[-1], None)
    else:
        place[path[-1]] = value
    return document


def mutations(schema, validator, document):
    for path, change, value in spoiled(schema, document, []):
        result = replaced(document, path, value)
        if next(validator.iter_errors(result), None) is not None:
            yield {"change": f"{'.'.join(map(str, path)) or 'the document'} {change}", "document": result}


def load(folder, schema):
    if not isinstance(schema, str):
        return schema
    file, _, pointer = schema.partition("#")
    with open(os.path.join(folder, file), encoding="utf-8") as text:
        found = json.load(text)
    for step in pointer.strip("/").split("/") if pointer else []:
        found = found[step]
    return found


def main(folder, tasks):
    with open(tasks, encoding="utf-8") as text:
        tasks = json.load(text)
    answers, validators = [], {}
    for task in tasks:
        required, closed = task.get("required", []), task.get("closed", False)
        key = json.dumps([task["schema"], required, closed])
        if key not in validators:
            schema = load(folder, task["schema"])
            translated = translate(schema, closed)
            if required:
                translated["required"] = sorted({*translated.get("required", []), *required})
            validators[key] = schema, jsonschema.Draft7Validator(translated)
        schema, validator = validators[key]
        if task.get("mutate"):
            answers.append(list(mutations(schema, validator, task["document"])))
        else:
            answers.append(verdict(validator, task["document"]))
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
