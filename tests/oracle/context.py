"""Phrases around a match, written from src/detect/context.h, words.h, word_forms.h and canonical.h."""
import functools
import re
import unicodedata

ALONE = re.compile('[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]')
SPELLED = dict(zip('ßäåæðöøüþđıłœё', 'ss ae aa ae d oe oe ue th d i l oe е'.split()))
BARE = {'ä': 'a', 'å': 'a', 'ö': 'o', 'ø': 'o', 'ü': 'u'}
ENDINGS = [(e, 5) for e in ('n', 'en', 'es', 'er', 'e')] + [('s', 3)]
NUMBERS = [link + word for link in ('', 's', 'n', 'en', 'es') for word in ('nummer', 'nummern')] + 'number snumber numbers nr snr no id'.split()
PREFIXES = set('anti counter inter intra macro micro multi over poly pseudo semi super trans ultra under'.split())


def simple_fold(char):
    folded = char.casefold()
    return folded if len(folded) == 1 else char.lower() if len(char.lower()) == 1 else char


@functools.lru_cache(None)
def letter(char, bare):
    char = simple_fold(char)
    if '\u0300' <= char <= '\u036f':
        return ''
    if char not in SPELLED:
        first = simple_fold(unicodedata.normalize('NFD', char)[0])
        if 'a' <= first <= 'z' or '\u0370' <= first <= '\u03ff' or first in SPELLED:
            char = first
    return BARE[char] if bare and char in BARE else SPELLED.get(char, char)


LOOKALIKES = dict(zip('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοЅІЈАВЕКМНОРСТХаеорсухѕіј', 'abezhikmnoptyxosijabekmhopctxaeopcyxsij'))


def canonical(word, bare=False):
    if not bare and re.search('[a-zA-Z]', word):
        word = ''.join(LOOKALIKES.get(char, char) for char in word)
    return ''.join(letter(char, bare) for char in word)


def is_word(char):
    return unicodedata.category(char)[0] in 'LMN'


def words(text):
    """[(begin, end)]"""
    out, at = [], 0
    while at < len(text):
        if not is_word(text[at]):
            at += 1
            continue
        end = at + 1
        if not ALONE.match(text[at]):
            while end < len(text) and is_word(text[end]) and not ALONE.match(text[end]):
                end += 1
        out.append((at, end))
        at = end
    return out


def hangs_on(text, a, b):
    """A lone s behind an apostrophe."""
    return text[a[1]:b[0]] in ("'", '\u2019') and text[b[0]:b[1]] in ('s', 'S')


def joins(text, a, b):
    between = text[a[1]:b[0]]
    if ALONE.match(text[a[1] - 1]) or ALONE.match(text[b[0]]):
        return False
    return hangs_on(text, a, b) or bool(re.fullmatch('-|-?\n[ \t]{0,8}', between))


def phrase_words(phrase, bare=False):
    out, stream = [], words(phrase)
    for i, (begin, end) in enumerate(stream):
        if i and hangs_on(phrase, stream[i - 1], (begin, end)):
            out[-1] += 's'
        else:
            out.append(canonical(phrase[begin:end], bare))
    return out


def spellings(phrase):
    plain, bare = phrase_words(phrase), phrase_words(phrase, True)
    bare = [b if len(b) >= 5 else p for p, b in zip(plain, bare)]
    out = [plain] + ([bare] if bare != plain else [])
    out += [[''.join(s)] for s in list(out) if len(s) > 1 and len(''.join(s)) >= 5 and ''.join(s).isascii()]
    return out


def letters(word):
    return bool(re.fullmatch('[a-z]+', word))


@functools.lru_cache(None)
def last_word(word, only):
    """Regex of the units that stand for the last word of a phrase, `only`: for its one word."""
    size = len(word) if letters(word) else 0
    tails = [e for e, least in ENDINGS if size >= least] + (NUMBERS if only and size >= 7 else [])
    compound = '(?:(?!(?:%s)%s)[a-z]{4,})?' % ('|'.join(PREFIXES), re.escape(word)) if only and size >= 7 else ''
    return re.compile('%s%s(?:%s)?' % (compound, re.escape(word), '|'.join(tails)))


def units(text):
    """Per word: the units that begin there, as (index of the last word, folded)."""
    stream = words(text)
    folded = [canonical(text[a:b]) for a, b in stream]
    out = []
    short = [len(text[a:b].encode()) <= 96 for a, b in stream]
    for i in range(len(stream)):
        here = [(i, folded[i])] if short[i] else []
        if i + 1 < len(stream) and short[i] and short[i + 1] and joins(text, stream[i], stream[i + 1]):
            here.append((i + 1, folded[i] + folded[i + 1]))
        out.append(here)
    return stream, out


@functools.lru_cache(16)
def spots(text, phrases):
    """Where one of the phrases stands: [(begin, end)]"""
    found = []
    stream, begun = units(text)
    for phrase in phrases:
        for way in spellings(phrase):
            for i in range(len(stream)):
                found += [(stream[i][0], end) for end in follow(stream, begun, way, 0, i)]
    return found


def follow(stream, begun, way, at, i):
    """Ends of the phrase whose word `at` begins at word i of the text."""
    last = at + 1 == len(way)
    for end, unit in begun[i]:
        if last and last_word(way[at], at == 0).fullmatch(unit):
            yield stream[end][1]
        elif not last and unit == way[at] and end + 1 < len(stream) and stream[end + 1][0] - stream[end][1] <= 8:
            yield from follow(stream, begun, way, at + 1, end + 1)


def nearest(found, start, end, near):
    """(distance, is it behind, minus its length) of the nearest phrase, one in front and a longer one first; None: there is none."""
    places = [(start - b, False, a - b) for a, b in found if b <= start and start - a <= near]
    places += [(a - end, True, a - b) for a, b in found if a >= end and b - end <= near]
    return min(places, default=None)


def lowers(negative, positive):
    """Nearer than the positive phrase, or around it."""
    if negative is None or positive is None:
        return negative is not None
    return negative[0] < positive[0] or (negative[:2] == positive[:2] and negative[2] < positive[2])


def look(text, spec, start, end):
    """(is there a positive phrase, is a negative one nearer)"""
    context = spec['context']
    positive = nearest(spots(text, tuple(context.get('any', []))), start, end, context.get('near', 300))
    line = text.find('\n', end)
    on_line = [(a, b) for a, b in spots(text, tuple(context.get('negative', []))) if b <= (len(text) if line < 0 else line) or b <= start]
    negative = nearest(on_line, start, end, context.get('near', 300))
    return positive is not None, lowers(negative, positive)
