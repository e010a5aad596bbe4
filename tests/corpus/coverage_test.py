"""coverage_test.py ROOT: every detector of the packs has a finding in the labels, and the harmless files stay without."""
import json
import pathlib
import sys

import yaml


def main():
    root = pathlib.Path(sys.argv[1])
    detectors = set()
    for pack in sorted((root / "rules").glob("*.yaml")):
        detectors |= {row["id"] for row in yaml.safe_load(pack.read_text(encoding="utf-8")).get("detectors", [])}
    rows = [json.loads(line) for line in (root / "corpus/samples/labels.jsonl").read_text(encoding="utf-8").splitlines()]
    seen = {finding["detector"] for row in rows for finding in row["findings"]}
    labels = {row["label"] for row in rows}
    if detectors != seen or len(detectors) < 32:
        sys.exit(f"without a sample: {sorted(detectors - seen)}; in no pack: {sorted(seen - detectors)}")
    if labels != {"public", "internal", "confidential", "restricted"}:
        sys.exit(f"labels in the samples: {sorted(labels)}")


main()
