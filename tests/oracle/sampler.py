"""Texts that a regex of rules/README.md matches, drawn at random: classes, (?:a|b), ?, {n}, {n,m}. Written from that description."""
import re

_DIGITS, _LETTERS = '0123456789', 'abcdefghijklmnopqrstuvwxyz'
_WORD = _DIGITS + _LETTERS + _LETTERS.upper() + '_'
_PRINTABLE = ''.join(map(chr, range(32, 127)))
_SHORTHANDS = {'d': _DIGITS, 'w': _WORD, 's': ' ', 't': '\t', 'n': '\n', 'r': '\r'}


class Sampler:
    def __init__(self, regex):
        self._regex, self._at = regex, 0
        self._tree = self._alternatives()
        if self._at != len(regex):
            raise ValueError('cannot read %r from %d on' % (regex, self._at))

    def draw(self, rng):
        return _draw(self._tree, rng)

    def _peek(self):
        return self._regex[self._at:self._at + 1]

    def _take(self):
        self._at += 1
        return self._regex[self._at - 1]

    def _alternatives(self):
        branches = [self._sequence()]
        while self._peek() == '|':
            self._take()
            branches.append(self._sequence())
        return 'any', branches

    def _sequence(self):
        parts = []
        while self._peek() not in ('', '|', ')'):
            parts.append(self._repeated(self._atom()))
        return 'all', parts

    def _atom(self):
        char = self._take()
        if char == '[':
            return 'one', self._class()
        if char == '.':
            return 'one', _PRINTABLE
        if char == '\\':
            return 'one', self._escape()
        if char != '(':
            return 'one', char
        if self._regex[self._at:self._at + 2] == '?:':
            self._at += 2
        tree = self._alternatives()
        self._take()
        return tree

    def _escape(self):
        char = self._take()
        if char != 'x':
            return _SHORTHANDS.get(char, char)
        code = re.compile(r'\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2})').match(self._regex, self._at)
        self._at = code.end()
        return chr(int(code[1] or code[2], 16))

    def _class(self):
        negated = self._peek() == '^'
        self._at += negated
        chars, first = [], True
        while first or self._peek() != ']':
            first = False
            some = self._escape() if self._peek() == '\\' and self._take() else self._take()
            if self._peek() == '-' and self._regex[self._at + 1] != ']':
                self._take()
                last = self._escape() if self._peek() == '\\' and self._take() else self._take()
                some = ''.join(map(chr, range(ord(some), ord(last) + 1)))
            chars.extend(some)
        self._take()
        return ''.join(c for c in _PRINTABLE if c not in chars) if negated else ''.join(chars)

    def _repeated(self, atom):
        if self._peek() == '?':
            self._take()
            return 'times', (atom, 0, 1)
        bounds = re.compile(r'\{(\d+)(?:,(\d+))?\}').match(self._regex, self._at)
        if not bounds:
            return atom
        self._at = bounds.end()
        return 'times', (atom, int(bounds[1]), int(bounds[2] or bounds[1]))


def _draw(tree, rng):
    kind, what = tree
    if kind == 'one':
        return rng.choice(what)
    if kind == 'any':
        return _draw(rng.choice(what), rng)
    if kind == 'all':
        return ''.join(_draw(part, rng) for part in what)
    atom, least, most = what
    return ''.join(_draw(atom, rng) for _ in range(rng.randint(least, most)))
