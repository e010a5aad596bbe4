#!/usr/bin/python3
"""check_jsonl.py SCHEMA FILE: every line obeys the schema, is canonical JSON (RFC 8785) and carries the right hash."""
import hashlib
import json
import sys

import jsonschema


def canonical(value):
    """RFC 8785: Python's separators and escapes agree with it, keys sort by UTF-16 units. Numbers are those of ECMAScript: the shortest
    digits that read back as the same number. Python prints the same where neither uses an exponent, which is all that we write."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(canonical(k) + ":" + canonical(value[k]) for k in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float):
        if value and not 1e-4 <= abs(value) < 1e16:
            raise SystemExit(f"a number that Python and ECMAScript print differently: {value!r}")
        return str(int(value)) if value == int(value) else repr(value)
    return json.dumps(value, ensure_ascii=False)


def main():
    schema = json.load(open(sys.argv[1], encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    count = 0
    for number, line in enumerate(open(sys.argv[2], encoding="utf-8", newline="\n"), 1):
        line = line.rstrip("\n")
        report = json.loads(line)
        for error in validator.iter_errors(report):
            raise SystemExit(f"line {number}: {error.json_path}: {error.message}")
        if canonical(report) != line:
            raise SystemExit(f"line {number}: not canonical")
        if report["result"] is not None:
            digest = hashlib.sha256(canonical(report["result"]).encode()).hexdigest()
            if digest != report["run"]["result_sha256"]:
                raise SystemExit(f"line {number}: result_sha256 is not that of the result")
        count += 1
    if count == 0:
        raise SystemExit("no line")


main()
