"""Texts near the edge of every rule: its examples, mutated by what people and evaders do. Seeded, so every run is the same."""
import random

ZERO_WIDTH = '\u200b\u200d\u2060\u00ad\ufeff'
OTHER_DIGITS = ('\uff10', '\u0660', '\u0966', '\U0001d7ce')
FILLER = 'the order of last week was sent to our house and then a word or two about nothing much at all'.split()


def replace_digit(rng, text):
    places = [i for i, c in enumerate(text) if c.isdigit() and c < '\x80']
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + str(rng.randrange(10)) + text[at + 1:]


def other_digits(rng, text):
    zero = rng.choice(OTHER_DIGITS)
    return ''.join(chr(ord(zero) + int(c)) if c in '0123456789' else c for c in text)


def insert(rng, text):
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice([' ', '-', '.', '0', 'A', '_', '/', ':', rng.choice(ZERO_WIDTH), '\u00a0', '\u00e4', '\n', '\r\n']) + text[at:]


def swap(rng, text):
    if len(text) < 2:
        return text
    at = rng.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2:]


def drop(rng, text):
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + 1:]


def dress(rng, text):
    return text.replace('-', rng.choice('\u2010\u2013\u2014\u2212\uff0d-')).replace(' ', rng.choice('\u00a0\u2007\u3000 '))


def wide(rng, text):
    return ''.join(chr(ord(c) + 0xfee0) if '!' <= c <= '~' and rng.random() < 0.5 else c for c in text)


def random_letters(rng, text):
    return ''.join(rng.choice('ABCDEFGHJKLMNPRSTUVWXYZ') if c.isupper() and rng.random() < 0.2 else c for c in text)


def many_digits(rng, text):
    return ''.join(str(rng.randrange(10)) if c in '0123456789' else c for c in text)


EDITS = (replace_digit, replace_digit, other_digits, insert, insert, swap, drop, dress, wide, random_letters, many_digits, many_digits)


def filler(rng, most):
    return ' '.join(rng.choice(FILLER) for _ in range(rng.randrange(most)))


def hyphenated(rng, phrase):
    at = rng.randrange(1, len(phrase)) if len(phrase) > 1 else 0
    return phrase[:at] + rng.choice(['-\n', '-\n  ', '\n', '\u00ad\n', '-', '\u00ad']) + phrase[at:]


def respelled(rng, phrase):
    for letter, out in (('\u00e4', 'ae'), ('\u00f6', 'oe'), ('\u00fc', 'ue'), ('\u00df', 'ss'), ('\u00e9', 'e'), ('\u00fa', 'u')):
        phrase = phrase.replace(letter, rng.choice([out, out[0]])) if letter in phrase else phrase.replace(out, letter)
    return phrase


def grown(rng, phrase):
    return rng.choice(['', 'Kunden', 'Haupt', 'inter', 'un', 'x1']) + phrase + rng.choice(['n', 'en', 's', 'es', 'snummer', 'Number', '-Nr', "'s", 'ung', 'id'])


def spelled(rng, phrase):
    """A phrase as people and machines write it."""
    ways = [lambda r, p: p, lambda r, p: p.upper(), lambda r, p: p.replace(' ', '  '), lambda r, p: p.replace(' ', '-\n'),
            lambda r, p: p.replace(' ', '').replace('-', ''), hyphenated, respelled, grown]
    return rng.choice(ways)(rng, phrase)


def with_context(rng, text, spec):
    phrases = spec['context'].get('any', []) + spec['context'].get('negative', [])
    for _ in range(rng.randrange(3)):
        if phrases:
            phrase = spelled(rng, rng.choice(phrases))
            gap = filler(rng, rng.choice([2, 2, 20, 120]))
            text = '%s: %s %s' % (phrase, gap, text) if rng.random() < 0.6 else '%s %s (%s)' % (text, gap, phrase)
    return text


def texts_for(spec, count, seed):
    rng = random.Random('%s %s' % (spec['id'], seed))
    bases = [e if isinstance(e, str) else e['text'] for e in spec.get('examples', []) + spec.get('counter', [])]
    yield from bases
    while True:
        text = rng.choice(bases)
        for _ in range(rng.randrange(5)):
            text = rng.choice(EDITS)(rng, text)
        text = with_context(rng, text, spec)
        if rng.random() < 0.2:
            text += rng.choice(['', ' ', '\n']) + rng.choice(bases)
        text = text.replace('\r', '') if rng.random() < 0.9 else text
        yield text
        count -= 1
        if count <= 0:
            return
