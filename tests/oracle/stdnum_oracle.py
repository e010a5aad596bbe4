#!/usr/bin/env python3
"""python-stdnum against the checks of the rules, through `assay detect`.

    stdnum_oracle.py --assay build/bin/assay [--rules rules] [--only de_tax_id] [--valid 1000] [--near 5000] [--seed 1]

For every detector that names its oracle (`stdnum: de.idnr`, several joined by |): numbers drawn from its own patterns that
python-stdnum calls valid must be found with their check passed, and near misses that it calls invalid (a character changed, two
swapped, one dropped, one added, the prefix changed) must not count as checked. What cannot be decided is said aloud: modules that
this python-stdnum lacks, schemes without a check, patterns that give too few valid numbers. Exit 1: something differs; 77: no
python-stdnum or PyYAML at all.

python-stdnum refuses people who are not born yet; the rules know no clock. So its clock stands at the end of 2057, where the
centuries of all numbers still fit.
"""
import argparse
import collections
import datetime
import glob
import importlib
import json
import os
import random
import re
import string
import subprocess
import sys
import time

try:
    import stdnum
    import yaml
except ImportError as missing:
    print('skipped: %s' % missing)
    sys.exit(77)

from sampler import Sampler

HERE = os.path.dirname(os.path.abspath(__file__))
REPORTED = 65  # the confidence from which `assay` reports by default
# Modules whose tables of places were out of date before this version; an older python-stdnum cannot judge them.
NEEDS_VERSION = {'my.nric': (2, 0), 'ro.cnp': (2, 0)}


class StoppedDate(datetime.date):
    @classmethod
    def today(cls):
        return cls(2057, 12, 31)


datetime.date = StoppedDate  # before any module of stdnum is loaded


def load(folder):
    lists, detectors = {}, []
    for path in sorted(glob.glob(os.path.join(folder, '*.yaml'))):
        with open(path, encoding='utf-8') as file:
            pack = yaml.safe_load(file)
        lists.update({name: set(map(str, values)) for name, values in (pack.get('lists') or {}).items()})
        detectors += [d for d in pack.get('detectors') or [] if 'stdnum' in d]
    return detectors, lists


def modules_of(spec):
    """(modules, names that this python-stdnum lacks)"""
    found, lacking = [], []
    version = tuple(map(int, re.findall('[0-9]+', stdnum.__version__)[:2]))
    for name in (part.strip().removeprefix('stdnum.') for part in spec['stdnum'].split('|')):
        try:
            module = importlib.import_module('stdnum.' + name)
        except ImportError:
            module = None
        if module is None or version < NEEDS_VERSION.get(name, (0, 0)):
            lacking.append(name)
        else:
            found.append(module)
    return found, lacking


def patterns_of(spec):
    """[(compiled, sampler, has a check)] of what regexes there are."""
    out = []
    for pattern in spec['patterns']:
        pattern = {'regex': pattern} if isinstance(pattern, str) else pattern
        if 'regex' in pattern:
            flags = re.ASCII | (re.IGNORECASE if pattern.get('caseless') else 0)
            python = re.sub(r'\\x\{([0-9A-Fa-f]+)\}', lambda m: re.escape(chr(int(m[1], 16))), pattern['regex'])
            out.append((re.compile(python, flags), Sampler(pattern['regex']), bool(pattern.get('check', spec.get('check')))))
    return out


class Judge:
    """python-stdnum's word on one kind of number, and the rule's own reject list."""

    def __init__(self, spec, lists):
        self.modules, self.lacking = modules_of(spec)
        self.spec, self.lists, self.calls = spec, lists, 0
        self.known = {}

    def valid(self, text):
        if text not in self.known:
            self.known[text] = any(self._says(module, text) for module in self.modules)
        return self.known[text]

    def _says(self, module, text):
        self.calls += 1
        bare = re.sub('[^0-9A-Za-z]', '', text)
        try:
            return any(module.is_valid(form) for form in dict.fromkeys((text, bare, bare.upper())))
        except Exception:  # some modules stumble over what others refuse
            return False

    def rejected(self, text):
        reject = self.spec.get('reject') or {}
        value = self._value(text)
        names = reject.get('lists', [])
        listed = [self.lists.get(name, ()) for name in ([names] if isinstance(names, str) else names)]
        patterns = reject.get('patterns', [])
        patterns = [patterns] if isinstance(patterns, str) else patterns
        values = reject.get('values', [])
        values = [values] if isinstance(values, str) else values
        return value in map(str, values) or any(value in some for some in listed) or any(re.fullmatch(p, value, re.ASCII) for p in patterns)

    def _value(self, text):
        form = self.spec.get('value', 'alnum')
        if form == 'digits':
            return re.sub('[^0-9]', '', text)
        return text.lower() if form == 'lower' else text if form == 'exact' else re.sub('[^0-9A-Za-z]', '', text).upper()


def like(rng, char):
    for alphabet in (string.digits, string.ascii_uppercase, string.ascii_lowercase):
        if char in alphabet:
            return rng.choice(alphabet)
    return char


def with_every_last(text):
    """The text, and with every other last letter or digit: one of ten or so has the right check digit."""
    at = max((i for i, c in enumerate(text) if c.isalnum()), default=None)
    if at is None:
        return [text]
    letters = string.ascii_uppercase if text[at].isalpha() or text[:at].isdigit() is False else 'KXZ'
    return [text] + [text[:at] + c + text[at + 1:] for c in string.digits + letters]


def resampled(rng, text):
    """A few characters of a good number exchanged: what it says of dates and places mostly stays true."""
    out = list(text)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(out))
        out[at] = like(rng, out[at])
    return ''.join(out)


def draw_valid(judge, patterns, count, rng):
    """Up to `count` different numbers; every other one starts from a number that was found before."""
    found, budget = {}, judge.calls + 400 * count + 60_000
    while len(found) < count and judge.calls < budget:
        regex, sampler, _ = rng.choice(patterns)
        seed = resampled(rng, rng.choice(list(found))) if found and rng.random() < 0.8 else sampler.draw(rng)
        fits = [t for t in with_every_last(seed) if t not in found and any(p.fullmatch(t) for p, _, _ in patterns)]
        good = [t for t in fits if judge.valid(t) and not judge.rejected(t)]
        if good:
            found[rng.choice(good)] = True
        elif not fits:
            judge.calls += 1
    return list(found)


def changed(rng, text):
    at = rng.choice([i for i, c in enumerate(text) if c.isalnum()])
    return text[:at] + like(rng, text[at]) + text[at + 1:]


def swapped(rng, text):
    pairs = [i for i in range(len(text) - 1) if text[i].isalnum() and text[i + 1].isalnum() and text[i] != text[i + 1]]
    if not pairs:
        return text
    at = rng.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2:]


def dropped(rng, text):
    at = rng.choice([i for i, c in enumerate(text) if c.isalnum()])
    return text[:at] + text[at + 1:]


def added(rng, text):
    at = rng.choice([i for i, c in enumerate(text) if c.isalnum()])
    return text[:at] + like(rng, text[at]) + text[at:]


def other_prefix(rng, text):
    """The letters in front, or else the first digit."""
    size = max(1, len(text) - len(text.lstrip(string.ascii_letters)))
    return ''.join(like(rng, c) for c in text[:size]) + text[size:]


EDITS = (changed, changed, swapped, swapped, dropped, added, other_prefix)


def draw_near(judge, numbers, count, rng):
    found = {}
    for _ in range(count * 20):
        if len(found) == count or not numbers:
            break
        text = rng.choice(EDITS)(rng, rng.choice(numbers))
        if text and text not in found and not judge.valid(text):
            found[text] = True
    return list(found)


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


def hold(args, spec, lists):
    """Compares one detector. Returns (row for the report, what is wrong, what is said aloud)."""
    judge, patterns = Judge(spec, lists), patterns_of(spec)
    aloud = ['python-stdnum %s has no (up to date) module %s' % (stdnum.__version__, name) for name in judge.lacking]
    if not judge.modules:
        return None, [], aloud
    rng = random.Random('%s %s' % (args.seed, spec['id']))
    checked = any(has for _, _, has in patterns)
    if not checked:
        aloud.append('no check is declared: the scheme has none, near misses are not judged')
    numbers = draw_valid(judge, patterns, args.valid, rng)
    if len(numbers) < args.valid:
        aloud.append('only %d of %d valid numbers could be drawn from its patterns' % (len(numbers), args.valid))
    near = draw_near(judge, numbers, args.near, rng) if checked else []
    if checked and len(near) < args.near:
        aloud.append('only %d of %d near misses are invalid to python-stdnum' % (len(near), args.near))
    answers = detect(args, spec, numbers + near)
    missed = [number for number, hits in zip(numbers, answers)
              if not any(text == number and sure >= REPORTED and (check == 'passed' or not checked) for text, sure, check in hits)]
    false = [(number, text) for number, hits in zip(near, answers[len(numbers):])
             for text, _, check in hits if check == 'passed' and not judge.valid(text)]
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
