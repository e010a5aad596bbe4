#!/usr/bin/python3
"""Ordinary files stay ordinary: how many real office files, mails and PDFs were read without a gap of class `content`?

    ordinary.py --assay build/bin/assay [--shared ../shared] [--floor 0.97]

Three shares are printed. *Readable*: DOCX, XLSX, PPTX, e-mail and PDF, without the files named in NOT_READABLE below; it must
reach the floor. *Family*: with those. *All*: also with every family of office files and mails for which there is no reader yet.
Exit 77 (skipped) where the documents are not there.
"""
import argparse
import collections
import json
import os
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
READABLE = ('docx', 'xlsx', 'pptx', 'mail', 'pdf')
NO_READER_YET = ('doc', 'xls', 'ppt', 'xlsb', 'odf', 'rtf', 'msg', 'epub', 'iwork', 'onenote', 'publisher', 'visio', 'xps', 'pst', 'tnef')
# What nobody could read, or what holds something of a family without a reader. A file that has no content gap any more must go.
NOT_READABLE = {
    'mail/mail-016': 'the attached archive asks for a password',
    'mail/mail-011.msg': 'the attachment is 1,024 random bytes',
    'mail/mail-024.eml': 'the attached PDF has neither pages nor a cross-reference table',
    'pptx/pptx-001.pptx': 'a binary presentation and drawings are embedded',
    'pptx/pptx-008.pptx': 'a binary workbook and drawings are embedded',
}


def gaps_by_file(assay, folder):
    """For each file below `folder`: its content gaps as (reason, format of the part)."""
    paths = [os.path.join(folder, family) for family in READABLE + NO_READER_YET]
    run = subprocess.run([assay, 'scan', '--format', 'jsonl'] + paths, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    out = {}
    for line in run.stdout.splitlines():
        result = json.loads(line)['result']
        gaps = [(gap['reason'], result['parts'][gap['part']]['format']) for gap in result['gaps'] if gap['class'] == 'content']
        out[os.path.relpath(result['parts'][0]['path'], folder)] = gaps
    return out


def say_share(name, files):
    whole = sum(not gaps for gaps in files.values())
    print('%-9s %d of %d files have no content gap: %.1f %%' % (name, whole, len(files), 100 * whole / max(1, len(files))))
    return whole / max(1, len(files))


def say_gaps(files):
    """How many files have a gap, by reason and format of the part."""
    tally = collections.Counter(row for gaps in files.values() for row in set(gaps))
    for (reason, format_id), number in sorted(tally.items(), key=lambda row: (-row[1], row[0])):
        print('    %3d files  %s in %s' % (number, reason, format_id))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--assay', required=True)
    parser.add_argument('--shared', default=os.path.join(ROOT, '..', 'shared'))
    parser.add_argument('--floor', type=float, default=0.97)
    args = parser.parse_args()
    folder = os.path.join(args.shared, 'documents')
    if not os.path.isdir(folder):
        print('skipped: no ../shared/documents')
        return 77
    files = gaps_by_file(args.assay, folder)
    readable = {name: gaps for name, gaps in files.items() if name.split('/')[0] in READABLE and name not in NOT_READABLE}
    share = say_share('Readable:', readable)
    for name, gaps in sorted(readable.items()):
        if gaps:
            print('    %s: %s' % (name, ', '.join('%s in %s' % gap for gap in sorted(set(gaps)))))
    say_share('Family:', {name: gaps for name, gaps in files.items() if name.split('/')[0] in READABLE})
    say_share('All:', files)
    say_gaps(files)
    stale = [name for name in NOT_READABLE if not files.get(name)]
    if stale:
        print('named as not readable, but without a content gap or not there:', *stale)
    return int(share < args.floor or bool(stale))


if __name__ == '__main__':
    sys.exit(main())
