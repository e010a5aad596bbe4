"""The match view, written from src/normalize/match_view.h with unicodedata: text -> (view, where each view character came from)."""
import unicodedata

DROPPED = set('\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u3164\ufeff\uffa0')
DROPPED |= {chr(c) for first, last in ((0x200b, 0x200f), (0x202a, 0x202e), (0x2060, 0x206f), (0xfe00, 0xfe0f), (0xe0000, 0xe0fff)) for c in range(first, last + 1)}


def fold(char):
    """One character of NFKC text in the alphabet of the view."""
    if char in DROPPED:
        return ''
    kind = unicodedata.category(char)
    if kind == 'Zs':
        return ' '
    if kind == 'Pd' or char == '\u2212':
        return '-'
    if kind == 'Nd':
        return str(unicodedata.digit(char))
    return char


def clusters(text):
    """Stretches that normalise on their own: a character and the marks behind it."""
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        yield at, end
        at = end


def match_view(text):
    """(view, spans): spans[i] is the byte range of the UTF-8 text that view[i] came from."""
    offsets = [0]
    for char in text:
        offsets.append(offsets[-1] + len(char.encode()))
    view, spans = [], []
    for at, end in clusters(text):
        if text[at:at + 2] == '\r\n':
            continue
        for char in unicodedata.normalize('NFKC', text[at:end]):
            for folded in fold(char):
                view.append(folded)
                spans.append((offsets[at], offsets[end]))
    return ''.join(view), spans
