#!/usr/bin/env python3
"""Holds rules/schema against the packs, the reader's keys and the check table.

    schema_check.py RULES packs | keys FILE | checks FILE | bad

Prints every difference; exit code 1 if there is one. Needs python3-jsonschema and python3-yaml.
"""
import copy
import glob
import json
import os
import sys

import jsonschema
import yaml

RULES, TASK = sys.argv[1:3]


def schema(name):
    with open(os.path.join(RULES, "schema", name + ".schema.json"), encoding="utf-8") as file:
        loaded = json.load(file)
    jsonschema.Draft202012Validator.check_schema(loaded)
    return loaded


PACK, LABELS = schema("pack"), schema("labels")


def errors(document):
    used = LABELS if "labels" in document else PACK
    return list(jsonschema.Draft202012Validator(used).iter_errors(document))


def packs():
    for path in sorted(glob.glob(os.path.join(RULES, "*.yaml"))):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        document = yaml.safe_load(text)
        kind = "labels" if "labels" in document else "pack"
        if text.splitlines()[0] != f"# yaml-language-server: $schema=schema/{kind}.schema.json":
            yield f"{path}: the first line does not name the schema"
        for error in errors(document):
            yield f"{path}: {list(error.absolute_path)}: {error.message[:200]}"


def properties(definition):
    if "properties" not in definition:
        return next(set(form["properties"]) for form in definition["oneOf"] if "properties" in form)
    return set(definition["properties"])


def keys():
    places = {"pack": PACK, "labels file": LABELS}
    places.update({**PACK["$defs"], **LABELS["$defs"]})
    with open(sys.argv[3], encoding="utf-8") as file:
        for name, known in json.load(file).items():
            if name not in places:
                yield f"the schema has no '{name}'"
            elif properties(places[name]) != set(known):
                yield f"'{name}': schema and reader differ in {sorted(properties(places[name]) ^ set(known))}"


def checks():
    described = PACK["$defs"]["check"]["properties"]
    with open(sys.argv[3], encoding="utf-8") as file:
        table = json.load(file)
    if set(described) != set(table):
        yield f"checks: schema and table differ in {sorted(set(described) ^ set(table))}"
    for name in set(described) & set(table):
        if properties(described[name]) != set(table[name]):
            yield f"check '{name}': schema and table differ in {sorted(properties(described[name]) ^ set(table[name]))}"


def bad():
    """Breaks a shipped pack in one place after the other: the schema must notice each."""
    with open(os.path.join(RULES, "de.yaml"), encoding="utf-8") as file:
        sound = yaml.safe_load(file)
    breaks = {
        "unknown key": lambda d: d.update(contxt={}),
        "no example": lambda d: d.update(examples=[]),
        "confidence": lambda d: d.update(confidence={"alone": 101}),
        "boundary": lambda d: d.update(boundary="digit"),
        "id": lambda d: d.update(id="My-Rule"),
        "check": lambda d: d.update(check={"luhm": True}),
        "check parameter": lambda d: d.update(check={"weighted": {"weights": [1], "modulus": 3}}),
        "near": lambda d: d.update(context={"near": 301}),
        "no source": lambda d: d.pop("source"),
    }
    for name, spoil in breaks.items():
        document = copy.deepcopy(sound)
        spoil(document["detectors"][0])
        if not errors(document):
            yield f"the schema accepts: {name}"


found = list({"packs": packs, "keys": keys, "checks": checks, "bad": bad}[TASK]())
print("\n".join(found))
sys.exit(1 if found else 0)
