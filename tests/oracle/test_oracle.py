#!/usr/bin/python3
"""The third, independent opinion: every detector of rules/ against Python (unicodedata, re, python-stdnum), through `assay detect`.

    test_oracle.py --assay build/bin/assay [--rules rules] [--only de_tax_id] [--texts 400] [--seed 1]

Match view, boundaries, candidates, context, confidence and merging are written again here from their descriptions; checks come from
python-stdnum or the law (checks.py), generic rows of the check table from their description (check_rows.py). Findings must be the same: type, byte offsets, confidence. Exit 77 (skipped) if python-stdnum is missing.
"""
import argparse
import base64
import glob
import json
import os
import subprocess
import sys

try:
    import yaml
    from check_rows import opinion
    from checks import PASS
except ImportError as missing:
    print('skipped: %s' % missing)
    sys.exit(77)

from context import look
from matching import Pattern, translate
from texts import texts_for
from view import match_view
import re

HERE = os.path.dirname(os.path.abspath(__file__))


def as_regex(pattern):
    """A dictionary of single words, upper and lower case apart, is an alternation. False: it is more than that."""
    if 'terms' in pattern:
        if pattern.get('caseless', True) or not all(re.fullmatch("[\\w'-]+", term) for term in pattern['terms']):
            return False
        pattern['regex'] = '|'.join(map(re.escape, sorted(pattern.pop('terms'), key=len, reverse=True)))
    return True


def load(folder):
    lists, detectors = {}, {}
    for path in sorted(glob.glob(os.path.join(folder, '*.yaml'))):
        with open(path, encoding='utf-8') as file:
            pack = yaml.safe_load(file)
        lists.update(pack.get('lists') or {})
        for spec in pack.get('detectors') or []:
            spec.setdefault('context', {})
            patterns = [{'regex': p} if isinstance(p, str) else dict(p) for p in spec['patterns']]
            if any(not as_regex(pattern) for pattern in patterns):
                print('%-20s SKIPPED: dictionaries of phrases are not written a second time here' % spec['id'])
                continue
            for pattern in patterns:
                for key, default in (('boundary', 'word'), ('check', None), ('confidence', {}), ('on_fail', 'drop')):
                    pattern.setdefault(key, spec.get(key, default))
                pattern['compiled'] = Pattern(pattern)
            spec['compiled'] = patterns
            detectors[spec['id']] = spec
    return detectors, {name: set(map(str, values)) for name, values in lists.items()}


def value_of(spec, match):
    form = spec.get('value', 'alnum')
    if form == 'digits':
        return re.sub('[^0-9]', '', match)
    if form == 'lower':
        return match.lower()
    if form == 'exact':
        return match
    return ''.join(c.upper() if c < '\x80' else c for c in match if c >= '\x80' or c.isalnum())


def rejected(spec, lists, value):
    reject = spec.get('reject') or {}
    if value in map(str, reject.get('values', [])) or any(value in lists[name] for name in reject.get('lists', [])):
        return True
    return any(re.fullmatch(translate(p), value, re.ASCII) for p in reject.get('patterns', []))


def best(confidence, checked, context):
    cases = [confidence.get('alone', 0)]
    cases += [confidence.get('checked', 0)] if checked else []
    cases += [confidence.get('context', 0)] if context else []
    cases += [confidence.get('checked_context', 0)] if checked and context else []
    return max(cases)


def second_opinion(name, match, check):
    return PASS[name](match, check) if name in PASS else opinion(match, check)


def judged(spec, lists, text):
    """Hits (begin, end, confidence) in bytes, and whether the oracle has an opinion on all of them."""
    view, spans = match_view(text)
    hits, sure = [], True
    for pattern in spec['compiled']:
        for start, end in pattern['compiled'].candidates(view):
            match = view[start:end]
            passed = second_opinion(spec['id'], match, pattern['check']) if pattern['check'] else False
            if passed is None:
                sure, passed = False, True
            if pattern['check'] and not passed and pattern['on_fail'] == 'drop':
                continue
            listed, by_list = rejected(spec, lists, value_of(spec, match)), (spec.get('reject') or {}).get('lower', 0)
            if listed and not by_list:
                continue
            positive, negative = look(view, spec, start, end)
            confidence = best(pattern['confidence'], passed, positive)
            confidence -= min(confidence, spec['context'].get('lower', 30)) if negative else 0
            confidence -= min(confidence, by_list) if listed else 0
            if confidence > 0:
                hits.append((spans[start][0], spans[end - 1][1], confidence))
    return hits, sure


def merged(hits):
    kept = []
    for hit in sorted(hits, key=lambda h: (-h[2], h[0] - h[1], h[0])):
        if all(hit[1] <= k[0] or hit[0] >= k[1] for k in kept):
            kept.append(hit)
    return sorted(kept)


def detect(assay, rules, detector, texts):
    lines = ''.join(json.dumps({'id': i, 'text': t}) + '\n' for i, t in enumerate(texts))
    argv = [assay, 'detect', '--rules', rules, '--only', detector, '--min-confidence', '1']
    out = subprocess.run(argv, input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    assert len(out) == len(texts), 'one line out per line in'
    return [sorted((f['start'], f['end'], f['confidence']) for f in json.loads(line)['findings']) for line in out]


def undisguised(text, begin, end):
    """What a finding may be that is none as it is written: the number without separators or line ends, with digits for letters."""
    raw = text.encode()
    before, inside, behind = raw[:begin].decode(), raw[begin:end].decode(), raw[end:].decode()
    visible = re.sub('[\u00ad\u200b-\u200f\u2060\ufeff\r]', '', inside)
    swapped = re.sub('[OolI]', lambda sign: '0' if sign[0] in 'Oo' else '1', visible)
    partly = re.sub('(?<=[0-9])[Oo]+|[Oo]+(?=[0-9])', lambda run: '0' * len(run[0]), re.sub('(?<=[0-9])[lI]+|[lI]+(?=[0-9])', lambda run: '1' * len(run[0]), visible))
    joined = ''.join(c for c in visible if c.isalnum())
    forms = {re.sub('\n', '', visible), re.sub('\n', ' ', visible), joined, swapped, partly}
    forms |= {visible.replace(sign, '') for sign in ' .-/'}
    return [(before + form + behind, begin, begin + len(form.encode())) for form in forms - {inside}]


def decoded(inside):
    """What stands in base64, or None."""
    text = re.sub('[^A-Za-z0-9+/]', '', inside)
    try:
        return base64.b64decode(text[:len(text) // 4 * 4]).decode()
    except ValueError:
        return None


def explained(spec, lists, text, hit):
    """Is a finding beyond the expected ones there in another reading of the text, with a confidence no lower?"""
    raw = text.encode()
    layer = decoded(raw[hit[0]:hit[1]].decode())
    if layer and any(hit[2] <= h[2] for h in judged(spec, lists, raw[:hit[0]].decode() + layer + raw[hit[1]:].decode())[0]):
        return True
    for other, begin, end in undisguised(text, hit[0], hit[1]):
        if any(h[0] == begin and h[1] == end and hit[2] <= h[2] for h in judged(spec, lists, other)[0]):
            return True
    return False


def agrees(spec, lists, text, got, hits, sure):
    """The same findings, but for those of other readings and what overlaps them."""
    known = [hit for hit in got if any(hit[:2] == h[:2] and hit[2] <= h[2] for h in hits)]
    others = [hit for hit in got if hit not in known]
    if not all(explained(spec, lists, text, hit) for hit in others):
        return False
    free = [h for h in merged(hits) if all(h[1] <= o[0] or h[0] >= o[1] for o in others)]
    return not sure or [hit for hit in known if all(hit[1] <= o[0] or hit[0] >= o[1] for o in others)] == free


def compare(args, detectors, lists, name):
    spec = detectors[name]
    texts = list(texts_for(spec, args.texts, args.seed))
    wrong = found = unsure = 0
    for text, got in zip(texts, detect(args.assay, args.rules, name, texts)):
        hits, sure = judged(spec, lists, text)
        expected = merged(hits)
        agree = agrees(spec, lists, text, got, hits, sure)
        found += len(got)
        unsure += not sure
        if not agree:
            wrong += 1
            if wrong <= args.show:
                print('  %s %r\n    assay  %s\n    oracle %s%s' % (name, text, got, expected, '' if sure else ' at most'))
    print('%-20s %5d texts, %5d findings, %4d without a second opinion on the check, %d differ' % (name, len(texts), found, unsure, wrong))
    return wrong, found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--assay', required=True)
    parser.add_argument('--rules', default=os.path.join(HERE, '..', '..', 'rules'))
    parser.add_argument('--only', default='')
    parser.add_argument('--texts', type=int, default=400)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--show', type=int, default=3)
    args = parser.parse_args()
    detectors, lists = load(args.rules)
    names = [args.only] if args.only else sorted(detectors)
    failed = 0
    for name in names:
        wrong, found = compare(args, detectors, lists, name)
        failed += wrong > 0
        if found == 0:
            print('%s: nothing was found in any text; the comparison says nothing' % name)
            failed += 1
    print('%d detectors, %d failed' % (len(names), failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
