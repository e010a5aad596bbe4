"""Random strings by mask, and groups of characters. A mask is read left to right: # a digit, @ a capital, % a digit or capital,
<yymmdd> and the like a birth date, <[ABC]> one of these, everything else itself."""
import datetime
import re
import string

UPPER = string.ascii_uppercase
ALNUM = string.digits + UPPER
BASE62 = string.ascii_letters + string.digits
BASE64 = BASE62 + "+/"
URL64 = BASE62 + "-_"
HEX = "0123456789abcdef"
DATES = {"yymmdd": "%y%m%d", "ddmmyy": "%d%m%y", "yyyymmdd": "%Y%m%d", "ddmmyyyy": "%d%m%Y", "yymm": "%y%m"}


def born(dice, first=1942, last=1999):
    return datetime.date(first, 1, 1) + datetime.timedelta(days=dice.below((last - first) * 365))


def drawn(dice, mask):
    out = []
    for token in re.findall(r"<\[[^\]]*\]>|<[a-z]+>|.", mask):
        if token == "#":
            out.append(dice.pick(string.digits))
        elif token == "@":
            out.append(dice.pick(UPPER))
        elif token == "%":
            out.append(dice.pick(ALNUM))
        elif token.startswith("<["):
            out.append(dice.pick(token[2:-2]))
        elif token.startswith("<"):
            out.append(born(dice).strftime(DATES[token[1:-1]]))
        else:
            out.append(token)
    return "".join(out)


def formed(compact, form):
    """`form` with a character of `compact` for every #; "" leaves it as it is."""
    if not form:
        return compact
    chars = iter(compact)
    text = "".join(next(chars, "") if c == "#" else c for c in form)
    return text + "".join(chars)


def luhn_ok(text):
    digits = [int(c) for c in text if c.isdigit()]
    return sum(d if i % 2 == 0 else d * 2 - 9 * (d > 4) for i, d in enumerate(reversed(digits))) % 10 == 0


def weighted(text, weights, modulus):
    return sum(int(c, 36) * w for c, w in zip(text, weights)) % modulus
