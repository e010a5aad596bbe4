"""What a detector's values look like and what people call them. `numbers(...)` draws by mask until a check says yes."""
import dataclasses
import importlib

from values import own_checks
from values.shapes import drawn, formed


@dataclasses.dataclass
class Spec:
    id: str
    langs: list          # languages of the texts it stands in, the most likely first
    words: dict          # language -> what the value is called; "x": in the country's own language
    make: object         # dice -> value as printed
    also: tuple = ()     # detectors that are as right
    weight: int = 1
    alone: bool = False  # known without any word around it
    ok: object = None    # value as printed -> bool, where there is a check that always holds
    structured: bool = True
    near: bool = True    # a wrong check digit makes it nothing at all


SPECS = {}


def add(ident, langs, make, also="", weight=1, alone=False, ok=None, structured=True, near=True, **words):
    names = {lang: [w.strip() for w in text.split("|")] for lang, text in words.items()}
    SPECS[ident] = Spec(ident, langs.split(), names, make, tuple(also.split()), weight, alone, ok, structured, near)


def validity(check):
    """"de.idnr" is a module of python-stdnum, "own:de_kvnr" a function of own_checks."""
    if check.startswith("own:"):
        return getattr(own_checks, check[4:])
    return lambda text: importlib.import_module("stdnum." + check).is_valid(text)  # only make_pool.py comes to that


def accepts(valid, text):
    """As printed, without separators, or (PZN-12345678) without letters."""
    forms = text, "".join(c for c in text if c.isalnum()), "".join(c for c in text if c.isdigit())
    return any(_says_yes(valid, form) for form in forms)


def numbers(ident, langs, check, masks, forms="", **rest):
    """`masks` and `forms` are separated by |; an empty form prints the number as it is."""
    valid = validity(check) if check else None
    masks, forms = masks.split("|"), forms.split("|")

    def make(dice):
        while True:
            compact = drawn(dice, dice.pick(masks))
            if valid is None or _says_yes(valid, compact):
                return formed(compact, dice.pick(forms))

    add(ident, langs, make, ok=valid and (lambda text: accepts(valid, text)), **rest)


def _says_yes(valid, text):
    try:
        return bool(valid(text))
    except (ValueError, KeyError, IndexError, ZeroDivisionError):
        return False
