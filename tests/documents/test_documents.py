#!/usr/bin/python3
"""Real files: every one ends with a verdict and nothing crashes; prints the share of expected strings that `assay extract` reaches.

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
VERDICTS = {'error', 'limit_exceeded', 'corrupt', 'encrypted', 'unsupported', 'partial', 'scanned'}


def scan(assay, folder):
    """Lines of the report by path, and how the program ended."""
    run = subprocess.run([assay, 'scan', '--format', 'jsonl', folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return [json.loads(line)['result'] for line in run.stdout.splitlines()], run.returncode


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
    wanted = sum(len(names) for _, _, names in os.walk(folder))
    results, code = scan(args.assay, folder)
    verdicts = collections.Counter(r['verdict'] for r in results)
    print('%d files: %s' % (len(results), ', '.join('%s %d' % row for row in sorted(verdicts.items()))))
    failed = len(results) != wanted or code not in (3, 4) or not set(verdicts) <= VERDICTS
    crashed = [r['parts'][0]['path'] for r in results if {'worker_crash', 'internal'} & set(r['reasons'])]
    if crashed:
        print('crashed or failed an internal check:', *crashed)
    checker = os.path.join(args.shared, 'tools', 'check_documents.py')
    check = [sys.executable, checker, '--run', args.assay + ' extract {}', '--mem-mb', args.mem_mb]
    share = subprocess.run(check + ['--failures', '0'])
    hostile = subprocess.run(check + ['--hostile'])
    return int(failed or bool(crashed) or share.returncode != 0 or hostile.returncode != 0)


if __name__ == '__main__':
    sys.exit(main())
