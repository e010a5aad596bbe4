"""Numbers that python-stdnum calls valid, drawn from the patterns of a rule, and numbers that look like them and are not."""
import string


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


def draw_valid(judge, patterns, examples, count, rng):
    """Up to `count` different numbers; most start from one that was found before, or that the examples of the rule show."""
    found, patience = {}, 40_000  # calls without a new number: then the pattern has no more, or chance does not find them
    for text in (match[0] for example in examples for p in patterns for match in p.regex.finditer(example)):
        if judge.valid(text) and not judge.undecided(text) and not judge.rejected(text):
            found[text] = True
    until = judge.calls + patience
    while len(found) < count and judge.calls < until:
        seed = resampled(rng, rng.choice(list(found))) if found and rng.random() < 0.8 else rng.choice(patterns).sampler.draw(rng)
        fits = [t for t in with_every_last(seed) if t not in found and any(p.regex.fullmatch(t) for p in patterns)]
        good = [t for t in fits if judge.valid(t) and not judge.undecided(t) and not judge.rejected(t)]
        if good:
            found[rng.choice(good)] = True
            until = judge.calls + patience
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
        if text and text not in found and not judge.valid(text) and not judge.undecided(text):
            found[text] = True
    return list(found)
