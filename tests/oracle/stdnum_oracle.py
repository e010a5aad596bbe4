#!/usr/bin/env python3
"""python-stdnum against the checks of the rules, through `assay detect`.

    stdnum_oracle.py --assay build/bin/assay [--rules rules] [--only de_tax_id] [--valid 1000] [--near 5000] [--seed 1]

For every detector that names its oracle (`stdnum: de.idnr`, several joined by |): numbers drawn from its own patterns that
python-stdnum calls valid must be found with their check passed, and near misses that it calls invalid (a character changed, two
swapped, one dropped, one added, the prefix changed) must not count as checked. What cannot be decided is said aloud: modules that
this python-stdnum lacks, schemes without a check, patterns that give too few valid numbers. Exit 1: something differs; 77: no
python-stdnum or PyYAML at all.
"""
import argparse
import collections
import glob
import json
import os
import random
import re
import subprocess
import sys
import time

try:
    import stdnum
    import yaml
except ImportError as missing:
    print('skipped: %s' % missing)
    sys.exit(77)

from near_misses import draw_near, draw_valid
from sampler import Sampler
from stdnum_judge import Judge

HERE = os.path.dirname(os.path.abspath(__file__))
REPORTED = 65  # the confidence from which `assay` reports by default
Pattern = collections.namedtuple('Pattern', 'regex sampler check')


def load(folder):
    lists, detectors = {}, []
    for path in sorted(glob.glob(os.path.join(folder, '*.yaml'))):
        with open(path, encoding='utf-8') as file:
            pack = yaml.safe_load(file)
        lists.update({name: set(map(str, values)) for name, values in (pack.get('lists') or {}).items()})
        detectors += [d for d in pack.get('detectors') or [] if 'stdnum' in d]
    return detectors, lists


def patterns_of(spec):
    """What regexes there are."""
    out = []
    for pattern in spec['patterns']:
        pattern = {'regex': pattern} if isinstance(pattern, str) else pattern
        if 'regex' in pattern:
            flags = re.ASCII | (re.IGNORECASE if pattern.get('caseless') else 0)
            python = re.sub(r'\\x\{([0-9A-Fa-f]+)\}', lambda m: re.escape(chr(int(m[1], 16))), pattern['regex'])
            out.append(Pattern(re.compile(python, flags), Sampler(pattern['regex']), pattern.get('check', spec.get('check')) or {}))
    return out


def detect(args, spec, numbers):
    """For each number the findings of this detector: [(text, confidence, check)]"""
    context = (spec.get('context') or {}).get('any') or ['']
    texts = ['%s: %s\n' % (context[0], number) for number in numbers]
    lines = ''.join(json.dumps({'id': i, 'text': text}) + '\n' for i, text in enumerate(texts))
    argv = [args.assay, 'detect', '--rules', args.rules, '--only', spec['id'], '--min-confidence', '1', '--explain']
    out = subprocess.run(argv, input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode().split('\n')[:-1]
    assert len(out) == len(texts), 'one line out per line in'
    answers = []
    for text, line in zip(texts, out):
        raw = text.encode()
        answers.append([(raw[f['start']:f['end']].decode(), f['confidence'], f['explain']['check']) for f in json.loads(line)['findings']])
    return answers


def undisguised(number):
    """Also a number with letters for digits is found: what it says then."""
    return re.sub('[OolI]', lambda sign: '0' if sign[0] in 'Oo' else '1', number)


def partly(number):
    """The same, only beside digits."""
    return re.sub('(?<=[0-9])[OolI]+|[OolI]+(?=[0-9])', lambda run: undisguised(run[0]), number)


def accepted(patterns, number):
    """Results of the check with which this number is found: only where no pattern that fits has one, none will do."""
    return ('passed',) if any(p.check for p in patterns if p.regex.fullmatch(number)) else ('',)


def hold(args, spec, lists):
    """Compares one detector. Returns (row for the report, what is wrong, what is said aloud)."""
    patterns = patterns_of(spec)
    judge = Judge(spec, lists, patterns)
    aloud = ['python-stdnum %s has no (up to date) module %s' % (stdnum.__version__, name) for name in judge.lacking]
    if judge.lacking:  # the others alone would refuse what it accepts
        return None, [], aloud
    rng = random.Random('%s %s' % (args.seed, spec['id']))
    checked = any(p.check for p in patterns)
    if not checked:
        aloud.append('no check is declared: the scheme has none, near misses are not judged')
    examples = [e['text'] if isinstance(e, dict) else e for e in spec['examples']]
    numbers = draw_valid(judge, patterns, examples, args.valid, rng)
    if len(numbers) < args.valid:
        aloud.append('only %d of %d valid numbers could be drawn from its patterns' % (len(numbers), args.valid))
    judged = checked and not judge.registry
    near = draw_near(judge, numbers, args.near, rng) if judged else []
    if checked and not judged:
        aloud.append('a registry that grows decides, near misses are not judged')
    if judged and len(near) < args.near:
        aloud.append('only %d of %d near misses are invalid to python-stdnum' % (len(near), args.near))
    answers = detect(args, spec, numbers + near)
    missed = [number for number, hits in zip(numbers, answers)
              if not any(text == number and sure >= REPORTED and check in accepted(patterns, number) for text, sure, check in hits)]
    false = [(number, text) for number, hits in zip(near, answers[len(numbers):])
             for text, _, check in hits if check == 'passed' and not any(judge.valid(form) or judge.undecided(form) for form in (text, undisguised(text), partly(text)))]
    wrong = ['valid to python-stdnum, not accepted: %r' % number for number in missed]
    wrong += ['invalid to python-stdnum, counted as checked: %r in %r' % (text, number) for number, text in false]
    if not numbers:
        wrong.append('no valid number could be drawn: the patterns and the oracle do not fit')
    return (len(numbers) - len(missed), len(numbers), len(near) - len({n for n, _ in false}), len(near)), wrong, aloud


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--assay', required=True)
    parser.add_argument('--rules', default=os.path.join(HERE, '..', '..', 'rules'))
    parser.add_argument('--only', default='')
    parser.add_argument('--valid', type=int, default=1000)
    parser.add_argument('--near', type=int, default=5000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--show', type=int, default=3)
    args = parser.parse_args()
    detectors, lists = load(args.rules)
    detectors = [d for d in detectors if args.only in ('', d['id'])]
    tally, began = collections.Counter(), time.monotonic()
    for spec in sorted(detectors, key=lambda d: d['id']):
        row, wrong, aloud = hold(args, spec, lists)
        tally['failed'] += bool(wrong)
        tally['lacking'] += row is None
        if row:
            print('%-28s %-24s %5d of %5d valid accepted, %5d of %5d near misses refused%s'
                  % ((spec['id'], spec['stdnum']) + row + ('   FAILED' if wrong else '',)))
        for line in aloud:
            print('%-28s %s: %s' % (spec['id'], 'SKIPPED' if row is None else 'NOTE', line))
        for line in wrong[:args.show]:
            print('    ' + line)
    print('python-stdnum %s: %d detectors, %d failed, %d skipped (module missing), %.0f s'
          % (stdnum.__version__, len(detectors), tally['failed'], tally['lacking'], time.monotonic() - began))
    return 1 if tally['failed'] or not detectors else 0


if __name__ == '__main__':
    sys.exit(main())
