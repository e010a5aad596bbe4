"""floors_test.py ASSAY LABELLED RULES EVERY: `assay eval` with the floors of floors.yaml. EVERY > 1 takes every so-many-th text only
and holds the run to nothing but its end."""
import gzip
import pathlib
import subprocess
import sys
import tempfile

import yaml

NAMES = ("texts.jsonl.gz", "hard.jsonl.gz", "tables.jsonl.gz")


def flags(floors):
    out = ["--threshold", str(floors["threshold"]), "--leave-out", ",".join(floors["unstructured"])]
    for name, key in (("", "total"), ("detector-", "detector")):
        out += [f"--min-{name}precision", str(floors[key]["precision"]), f"--min-{name}recall", str(floors[key]["recall"])]
    for ident, floor in (floors.get("own") or {}).items():
        out += ["--floor", f"{ident}={floor['precision']}/{floor['recall']}"]
    return out


def main():
    program, labelled, rules, every = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    floors = yaml.safe_load((labelled / "floors.yaml").read_text(encoding="utf-8"))
    paths, wanted = [str(labelled / name) for name in NAMES], flags(floors)
    with tempfile.TemporaryDirectory() as folder:
        if every > 1:
            some = pathlib.Path(folder) / "some.jsonl"
            some.write_bytes(b"".join(line for path in paths for i, line in enumerate(gzip.open(path)) if i % every == 0))
            paths, wanted = [str(some)], []
        run = subprocess.run([program, "eval", *paths, "--rules", rules, "--no-cache", *wanted], stdout=subprocess.PIPE, text=True, check=False)
    print(run.stdout)
    sys.exit(run.returncode)


main()
