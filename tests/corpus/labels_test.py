"""labels_test.py ASSAY SAMPLES RULES: a scan of the samples finds exactly what labels.jsonl says, file by file: label, verdict,
each value as often as it stands there, nothing more. The values are synthetic, so they may stand in a message here."""
import collections
import json
import pathlib
import subprocess
import sys


def expected(samples):
    rows = {}
    for line in (samples / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = {(finding["detector"], finding["value"]): finding["count"] for finding in row["findings"]}
        rows[row["file"]] = (row["label"], row["verdict"], found)
    return rows


def scanned(program, samples, rules, jobs):
    run = subprocess.run([program, "scan", "--format", "jsonl", "--show-values", "--rules", rules, "--jobs", str(jobs), str(samples)],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if run.returncode != 4:  # found, and something unread: the encrypted and the broken archives
        sys.exit(f"exit code {run.returncode}, not 4: {run.stderr.decode('utf-8', 'replace')}")
    rows = {}
    for line in run.stdout.decode("utf-8").splitlines():
        report = json.loads(line)
        name, result = str(pathlib.Path(report["run"]["path"]).relative_to(samples)), report["result"]
        found = collections.Counter((finding["detector"], finding["value"].split("\n")[0]) for finding in result["findings"])
        if name != "labels.jsonl":
            rows[name] = (result["classification"]["label"], result["verdict"], dict(found))
    return rows


def without_label(found, want):
    """A finding may hold the label in front of its value ("Patient: Lena Brandt", "KEY=value"): the truth is the value."""
    bare = collections.Counter()
    for (detector, value), count in found.items():
        forms = [value] + [value.split(sign, 1)[1] for sign in (": ", "=") if sign in value]
        bare[detector, next((form for form in forms if (detector, form) in want), value)] += count
    return bare


def differences(name, want, got):
    if got is None:
        return [f"{name}: not reported"]
    lines = [f"{name}: {what} {b!r}, expected {a!r}" for what, a, b in zip(("label", "verdict"), want, got) if a != b]
    found = without_label(got[2], want[2])
    for key in sorted(want[2].keys() | found.keys()):
        if want[2].get(key, 0) != found.get(key, 0):
            lines.append(f"{name}: {key[0]} {key[1]!r} found {found.get(key, 0)} times, stands there {want[2].get(key, 0)} times")
    return lines


def main():
    program, samples, rules = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    want = expected(samples)
    got = scanned(program, samples, rules, 2)
    lines = [line for name in sorted(want) for line in differences(name, want[name], got.get(name))]
    lines += [f"{name}: has no label" for name in sorted(got.keys() - want.keys())]
    print("\n".join(lines))
    print(f"{len(want)} files, {sum(sum(row[2].values()) for row in want.values())} findings expected, {len(lines)} differences")
    sys.exit(1 if lines else 0)


main()
