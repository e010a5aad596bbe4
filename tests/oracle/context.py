"""Phrases around a match, written from src/detect/context.h and words.h."""
import re
import unicodedata

ALONE = re.compile('[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]')


def simple_fold(char):
    folded = char.casefold()
    return folded if len(folded) == 1 else char.lower() if len(char.lower()) == 1 else char


def words(text):
    """[(begin, end, folded)]"""
    out, at = [], 0
    while at < len(text):
        if unicodedata.category(text[at])[0] not in 'LMN':
            at += 1
            continue
        end = at + 1
        if not ALONE.match(text[at]):
            while end < len(text) and unicodedata.category(text[end])[0] in 'LMN' and not ALONE.match(text[end]):
                end += 1
        out.append((at, end, ''.join(map(simple_fold, text[at:end]))))
        at = end
    return out


def spots(text, phrases):
    """Where one of the phrases stands: [(begin, end)]"""
    found, stream = [], words(text)
    for phrase in phrases:
        wanted = [w for _, _, w in words(phrase)]
        for i in range(len(stream) - len(wanted) + 1):
            part = stream[i:i + len(wanted)]
            near = all(b[0] - a[1] <= 8 for a, b in zip(part, part[1:]))
            if near and [w for _, _, w in part] == wanted:
                found.append((part[0][0], part[-1][1]))
    return found


def nearest(found, start, end, near):
    distances = [start - b for a, b in found if b <= start and start - a <= near]
    distances += [a - end for a, b in found if a >= end and b - end <= near]
    return min(distances, default=None)


def look(text, spec, start, end):
    """(is there a positive phrase, is a negative one nearer)"""
    context = spec['context']
    positive = nearest(spots(text, context.get('any', [])), start, end, context.get('near', 300))
    line = text.find('\n', end)
    on_line = [(a, b) for a, b in spots(text, context.get('negative', [])) if b <= (len(text) if line < 0 else line) or b <= start]
    negative = nearest(on_line, start, end, context.get('near', 300))
    return positive is not None, negative is not None and (positive is None or negative < positive)
