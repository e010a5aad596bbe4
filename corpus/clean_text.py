#!/usr/bin/env python3
"""clean_text.py ASSAY [--rules RULES] [--corpus DIR] [--max-mb N] [--report FILE]: false findings in text that nobody here wrote.

Takes manuals, licences, changelogs and source code of this machine (without python-stdnum, which is full of valid numbers), and, with --corpus or ASSAY_BENCH_CORPUS (a folder that
shared/tools/make_text_corpus.py has made), the mixed corpus without the lines that were put into it, and the unpacked German and
English manuals. None of it holds sensitive values, apart from what clean_known.tsv lists with the reason. Held to: at confidence
75 and more, e-mail, IP and MAC addresses and URLs apart, at most 0.1 findings per MB; at most 1 in 1,000 files labelled
confidential or higher. Exit code 1 if not. Nothing of the texts is printed but masked previews.
"""
import argparse
import collections
import gzip
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
APART = {"email_address", "ip_address", "ipv4_address", "ipv6_address", "mac_address", "url"}
PER_MB, LABELLED = 0.1, 0.001
SEVERE = {"confidential", "restricted"}
# The lines that make_text_corpus.py puts in, whole lines all of them.
INJECTED = re.compile(rb"""^(?:SSN:\ \d{3}-\d\d-\d{4} | card\ number\ [\d -]+\ exp\ \d\d/\d\d\ cvv\ \d{3} | IBAN\ [A-Z]{2}\d\d[A-Z0-9 ]+ |
    email\ \S+@example\d+\.com | Phone:\ \(\d{3}\)\ \d{3}-\d{4} | tel\ \+44\ 20\ \d{4}\ \d{4} | DOB\ \d\d/\d\d/\d{4} |
    host\ [\d.]+\ mac\ [0-9a-f:]{17} | Passport\ No\.\ [A-Z]\d{8} | MRN:\ \d+\ \ NPI\ \d{10}\ \ DEA\ \w{9} |
    routing\ \d{9}\ account\ number\ \d+ | aws_access_key_id\ =\ AKIA\w{16} | Authorization:\ Bearer\ eyJ\S+ |
    NHS\ number\ \d{3}\ \d{3}\ \d{4} | .{3,30},\ \d{1,4}\ Main\ Street,\ Springfield,\ IL\ \d{5} | VIN\ 1HGCM\w{11} |
    ICD-10\ [A-Z]\d\d\.\d\ diagnosis\ confirmed)\n?$""", re.VERBOSE)
# The modules of python-stdnum: their tests are valid numbers of all the schemes that we look for.
SPECIMENS = re.compile(rb"^from stdnum", re.MULTILINE)
SKIPPED = (".png", ".pdf", ".svg", ".woff", ".ttf", ".jpg", ".gif", ".ico", ".eot", ".woff2", ".gmo", ".mo", ".so", ".a", ".pyc", ".epub")


def local_groups():
    yield "manuals", "/usr/share/man", ("*/*.gz", "*/*/*.gz")
    yield "licences", "/usr/share/common-licenses", ("*",)
    yield "copyright and changelogs", "/usr/share/doc", ("*/copyright", "*/changelog*.gz", "*/NEWS*", "*/README*")
    yield "source", "/usr/include", ("**/*.h", "**/*.hpp")
    yield "source", "/usr/lib/python3", ("**/*.py",)


def corpus_groups(corpus):
    yield "manuals, German", str(corpus / "ext/usr/share/man/de"), ("*/*.gz",)
    yield "manuals", str(corpus / "ext/usr/share/man"), ("man*/*.gz",)
    yield "documentation", str(corpus / "ext/usr/share/doc"), ("*/changelog*.gz", "*/copyright", "debian-handbook/html/de-DE/*.html", "debian-reference*/**/*.html")
    yield "fortunes and dictionaries", str(corpus / "ext/usr/share/games"), ("fortunes/**/*",)
    yield "mixed corpus, injected lines taken out", str(corpus / "files"), ("*/*.txt",)


def text_of(path):
    try:
        data = path.read_bytes()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
    except (OSError, EOFError):
        return None
    if b"\0" in data[:4096] or len(data) < 64 or SPECIMENS.search(data):
        return None
    return b"".join(line for line in data.splitlines(keepends=True) if not INJECTED.match(line))


def gather(groups, folder, budget):
    """Copies the texts, at most `budget` bytes a group, into folder/N; returns {N: group}, files and bytes by group."""
    names, files, sizes, seen = {}, collections.Counter(), collections.Counter(), set()
    for number, (group, root, patterns) in enumerate(groups):
        target = folder / str(number)
        target.mkdir()
        names[str(number)] = group
        paths = sorted({path for pattern in patterns for path in pathlib.Path(root).glob(pattern)}) if os.path.isdir(root) else []
        spent = 0
        for i, path in enumerate(paths):
            if spent > budget or path.suffix in SKIPPED or path.is_symlink() or not path.is_file() or path.resolve() in seen:
                continue
            seen.add(path.resolve())
            data = text_of(path)
            if data is None:
                continue
            (target / f"{i:06d}-{path.name.removesuffix('.gz')}.txt").write_bytes(data)
            spent += len(data)
            files[group] += 1
            sizes[group] += len(data)
    return names, files, sizes


def known():
    rows = []
    for line in (HERE / "clean_known.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            detector, digest, _ = line.split("\t", 2)
            rows.append((detector, digest))
    return set(rows)


def digest_of(value):
    """Of letters and digits alone: the list names no one."""
    return hashlib.sha256("".join(c for c in value.lower() if c.isalnum()).encode()).hexdigest()[:16]


def scan(program, rules, folder):
    command = [program, "scan", "--format", "jsonl", "--show-values", "--quiet", *(["--rules", rules] if rules else []), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        for line in run.stdout:
            report = json.loads(line)
            if report["result"] is not None:
                yield report["run"]["path"], report["result"]
    if run.returncode not in (0, 1, 3, 4):
        sys.exit(f"assay ended with exit code {run.returncode}")


class Measure:
    def __init__(self, names):
        self.names, self.known = names, known()
        self.by_detector = collections.defaultdict(collections.Counter)  # detector -> threshold -> count
        self.by_group, self.labelled, self.labels = collections.Counter(), [], collections.Counter()
        self.samples, self.accepted = collections.defaultdict(list), 0

    def add(self, path, result, folder):
        inner = pathlib.Path(path).relative_to(folder)
        group = self.names[inner.parts[0]]
        label = result["classification"]["label"]
        self.labels[label] += 1
        if label in SEVERE:
            self.labelled.append((str(inner), label, result["classification"]["rule"], sorted(result["counts"])))
        for finding in result["findings"]:
            if finding["detector"] not in APART:
                self.count(finding, group, inner)

    def count(self, finding, group, inner):
        detector, confidence = finding["detector"], finding["confidence"]
        digest = digest_of(finding["value"])
        if (detector, digest) in self.known:
            self.accepted += 1
            return
        self.by_detector[detector][65] += 1
        if confidence < 75:
            return
        self.by_detector[detector][75] += 1
        self.by_group[group] += 1
        if len(self.samples[detector]) < 6:
            self.samples[detector].append((confidence, digest, str(inner), finding["preview"].replace("\n", " ")))


def report(measure, files, sizes):
    total_mb, total_files = sum(sizes.values()) / 1e6, sum(files.values())
    lines = [f"{total_files} files, {total_mb:.1f} MB of text; {measure.accepted} findings are true ones (clean_known.tsv)", ""]
    lines.append(f"{'GROUP':44}{'FILES':>8}{'MB':>9}{'FALSE >=75':>12}{'PER MB':>9}")
    for group in sizes:
        megabytes = sizes[group] / 1e6
        lines.append(f"{group:44}{files[group]:8}{megabytes:9.1f}{measure.by_group[group]:12}{measure.by_group[group] / megabytes if megabytes else 0:9.3f}")
    false = sum(counts[75] for counts in measure.by_detector.values())
    rate, share = false / total_mb, len(measure.labelled) / total_files
    lines += ["", f"{'DETECTOR':36}{'>= 65':>8}{'>= 75':>8}"]
    for detector, counts in sorted(measure.by_detector.items(), key=lambda item: (-item[1][75], -item[1][65], item[0])):
        lines.append(f"{detector:36}{counts[65]:8}{counts[75]:8}")
        lines += [f"    {confidence}  {digest}  {inner}: {preview}" for confidence, digest, inner, preview in measure.samples[detector]]
    lines += ["", f"labels: {dict(sorted(measure.labels.items()))}"]
    rules = collections.Counter(rule for _, _, rule, _ in measure.labelled)
    lines += [f"    {count} by the rule {rule}" for rule, count in rules.most_common()]
    lines += [f"    {label}: {inner}, rule {rule}: {', '.join(detectors)}" for inner, label, rule, detectors in measure.labelled[:20]]
    lines += ["", f"false findings at >= 75: {false} in {total_mb:.1f} MB = {rate:.3f} per MB (at most {PER_MB})",
              f"files labelled confidential or higher: {len(measure.labelled)} of {total_files} = {share * 1000:.2f} in 1,000 (at most {LABELLED * 1000:.0f})"]
    return lines, rate <= PER_MB and share <= LABELLED


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assay")
    parser.add_argument("--rules")
    parser.add_argument("--corpus", type=pathlib.Path, default=os.environ.get("ASSAY_BENCH_CORPUS"))
    parser.add_argument("--max-mb", type=int, default=10_000, help="of each group")
    parser.add_argument("--report", type=pathlib.Path, help="write the report there as well")
    parser.add_argument("--keep", type=pathlib.Path, help="leave the texts in that new folder")
    args = parser.parse_args()
    groups = list(local_groups())
    if args.corpus and (pathlib.Path(args.corpus) / "files").is_dir():
        groups += corpus_groups(pathlib.Path(args.corpus))
    else:
        print("SKIPPED: no bench corpus (ASSAY_BENCH_CORPUS); only the texts of this machine", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="assay-clean-") as name:
        folder = args.keep or pathlib.Path(name)
        folder.mkdir(exist_ok=True)
        names, files, sizes = gather(groups, folder, args.max_mb * 1_000_000)
        if not files:
            sys.exit("no text found")
        measure = Measure(names)
        for path, result in scan(args.assay, args.rules, folder):
            measure.add(path, result, folder)
    lines, good = report(measure, files, sizes)
    print("\n".join(lines))
    if args.report:
        args.report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.exit(0 if good else 1)


main()
