"""coverage_test.py ROOT: every detector of the packs has a place that it must find: a finding in the labels of the sample files or a label of the
labelled texts. Both name detectors that exist, and the samples have all four labels."""
import gzip
import json
import pathlib
import sys

import yaml


def labelled(root):
    for path in sorted((root / "corpus/labelled").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield from (label["detector"] for label in json.loads(line)["labels"])


def main():
    root = pathlib.Path(sys.argv[1])
    detectors = set()
    for pack in sorted((root / "rules").glob("*.yaml")):
        detectors |= {row["id"] for row in yaml.safe_load(pack.read_text(encoding="utf-8")).get("detectors", [])}
    rows = [json.loads(line) for line in (root / "corpus/samples/labels.jsonl").read_text(encoding="utf-8").splitlines()]
    in_files = {finding["detector"] for row in rows for finding in row["findings"]}
    in_texts = set(labelled(root))
    seen = in_files | in_texts
    if detectors != seen or len(in_files) < 40 or len(in_texts) < 240:
        sys.exit(f"in files {len(in_files)}, in texts {len(in_texts)}; without a sample: {sorted(detectors - seen)}; in no pack: {sorted(seen - detectors)}")
    labels = {row["label"] for row in rows}
    if labels != {"public", "internal", "confidential", "restricted"}:
        sys.exit(f"labels in the samples: {sorted(labels)}")


main()
