#!/usr/bin/python3
"""Real and hostile files: each ends with one verdict within 10 s, nothing crashes, no sandbox is violated; prints the
share of expected strings that `assay extract` reaches.

    test_documents.py --assay build/bin/assay [--shared ../shared]

Exit 77 (skipped) where the documents are not there.
"""
import argparse
import collections
import json
import os
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
WORST_SECONDS = 10
VERDICTS = {'error', 'limit_exceeded', 'corrupt', 'encrypted', 'unsupported', 'partial', 'scanned'}


def scan(assay, folder):
    """The reports, and how the program ended."""
    run = subprocess.run([assay, 'scan', '--format', 'jsonl', folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return [json.loads(line) for line in run.stdout.splitlines()], run.returncode


def path_of(report):
    return report['run']['path']


def survived(reports, code, folder):
    """Whether every file below `folder` got exactly one verdict in time, and the program and its workers lived."""
    wanted = sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names)
    verdicts = collections.Counter(r['result']['verdict'] for r in reports)
    print('%d files: %s' % (len(reports), ', '.join('%s %d' % row for row in sorted(verdicts.items()))))
    died = {'worker_crash', 'worker_oom', 'sandbox_violation', 'internal'}
    bad = [(path_of(r), sorted(died & set(r['result']['reasons']))) for r in reports if died & set(r['result']['reasons'])]
    seconds, slowest = max(((r['run']['milliseconds'] / 1000, path_of(r)) for r in reports), default=(0, ''))
    lost = set(wanted) ^ {path_of(r) for r in reports}
    print('exit code %d; %d without exactly one report; %d worker deaths or violations; slowest %.1f s (%s)' %
          (code, len(lost), len(bad), seconds, os.path.basename(slowest)))
    for path, reasons in bad:
        print('   ', path, *reasons)
    return (code in (3, 4) and len(reports) == len(wanted) and not lost and not bad and set(verdicts) <= VERDICTS
            and seconds <= WORST_SECONDS)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--assay', required=True)
    parser.add_argument('--shared', default=os.path.join(ROOT, '..', 'shared'))
    parser.add_argument('--mem-mb', default='8192', help='address space of each run; 0 = no limit, for sanitizer builds')
    args = parser.parse_args()
    folder = os.path.join(args.shared, 'documents')
    if not os.path.isdir(folder):
        print('skipped: no ../shared/documents')
        return 77
    alive = survived(*scan(args.assay, folder), folder)
    checker = os.path.join(args.shared, 'tools', 'check_documents.py')
    check = [sys.executable, checker, '--run', args.assay + ' extract {}', '--mem-mb', args.mem_mb]
    share = subprocess.run(check + ['--failures', '0'])
    hostile = subprocess.run(check + ['--hostile'])
    return int(not alive or share.returncode != 0 or hostile.returncode != 0)


if __name__ == '__main__':
    sys.exit(main())
