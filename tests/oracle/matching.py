"""Candidates, written from contracts.md ("Match semantics") and src/detect/boundary.h with Python's re: for every start where the pattern
and both boundaries hold, the longest end."""
import re
import unicodedata


def is_word(char):
    if char < '\x80':
        return char.isalnum() or char == '_'
    return unicodedata.category(char)[0] in 'LNM'


def holds(kind, outside, joining='-./+=@'):
    """`outside`: up to two characters beyond the match, the nearer first."""
    near, beyond = outside[:1], outside[1:2]
    digit = '0' <= near <= '9' if near else False
    if kind == 'none':
        return True
    if kind == 'digits':
        return not digit
    if kind == 'number':
        return not digit and not (near and near in ".,-/:'" and beyond and '0' <= beyond <= '9')
    if near and is_word(near):
        return False
    return kind == 'word' or not (near and near in joining and beyond and is_word(beyond))


def translate(regex):
    return re.sub(r'\\x\{([0-9A-Fa-f]+)\}', lambda m: re.escape(chr(int(m[1], 16))), regex)


class Pattern:
    def __init__(self, spec):
        flags = re.ASCII | (re.IGNORECASE if spec.get('caseless') else 0)
        self.regex = re.compile(translate(spec['regex']), flags)
        self.boundary = spec['boundary']
        extend = spec.get('extend')
        self.tail = re.compile('%s{0,%d}' % (extend['class'], extend['max'])) if extend else None

    def longest(self, text, start):
        """Longest end of a match at `start` with its boundary, or None."""
        if not self.regex.match(text, start):
            return None
        best = None
        for end in range(min(len(text), start + 1030), start, -1):
            if self.regex.fullmatch(text, start, end):
                tail = self.tail.match(text, end).end() if self.tail else end
                if holds(self.boundary, text[tail:tail + 2]):
                    best = max(best or 0, tail)
                    if not self.tail:
                        return best
        return best

    def candidates(self, text):
        for start in range(len(text)):
            if holds(self.boundary, text[max(0, start - 2):start][::-1], '-./+@'):
                end = self.longest(text, start)
                if end is not None:
                    yield start, end
