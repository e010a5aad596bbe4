"""schema_test.py LABELLED: every line obeys labelled.schema.json, every label's value stands at its place, ids are unique, and the
set is as large and as hostile as its README says."""
import collections
import gzip
import json
import pathlib
import re
import sys

KINDS = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}


def mistakes(value, schema, at):
    """The part of JSON Schema that the file uses."""
    if "type" in schema and not isinstance(value, KINDS[schema["type"]]):
        return [f"{at}: not of type {schema['type']}"]
    out = []
    if "enum" in schema and value not in schema["enum"]:
        out.append(f"{at}: none of {schema['enum']}")
    if isinstance(value, str) and (len(value) < schema.get("minLength", 0) or not re.search(schema.get("pattern", ""), value)):
        out.append(f"{at}: too short or of another form")
    if isinstance(value, int) and value < schema.get("minimum", value):
        out.append(f"{at}: below {schema['minimum']}")
    if isinstance(value, list):
        out += [text for i, one in enumerate(value) for text in mistakes(one, schema.get("items", {}), f"{at}[{i}]")]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        out += [f"{at}: no {key}" for key in schema.get("required", []) if key not in value]
        out += [f"{at}: unknown {key}" for key in value if key not in known and not schema.get("additionalProperties", True)]
        out += [text for key in value if key in known for text in mistakes(value[key], known[key], f"{at}.{key}")]
    return out


def misplaced(row):
    data = row["text"].encode()
    return [f"{row['id']}: {one['detector']} is not at {one['begin']}" for one in row["labels"]
            if data[one["begin"]:one["end"]] != one.get("value", "").encode()]


def main():
    labelled = pathlib.Path(sys.argv[1])
    schema = json.loads((labelled / "labelled.schema.json").read_text(encoding="utf-8"))
    ids, kinds, detectors, languages, hard, wrong = collections.Counter(), collections.Counter(), set(), set(), 0, []
    for name in ("texts.jsonl.gz", "hard.jsonl.gz", "tables.jsonl.gz"):
        with gzip.open(labelled / name, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                wrong += mistakes(row, schema, row.get("id", "?")) + misplaced(row)
                ids[row["id"]] += 1
                kinds[row["kind"]] += 1
                languages.add(row["lang"])
                hard += "hard" in row
                detectors |= {one["detector"] for one in row["labels"]}
    wrong += [f"{ident}: twice" for ident, count in ids.items() if count > 1]
    total = sum(kinds.values())
    print(f"{kinds}, {hard} hard, {len(detectors)} detectors, {sorted(languages)}")
    if kinds["text"] < 20_000 or kinds["table"] < 500 or hard * 3 < total or len(detectors) < 240 or len(languages) != 7:
        wrong.append("smaller than promised")
    sys.exit("\n".join(wrong[:40]) if wrong else 0)


main()
