"""Kinds of text that a value stands in. Each function writes a draft from (dice, language, name of the value, value)."""
import re
import unicodedata

from draft import Draft, Value
from values import people
from words import LANGUAGES


LETTERS = str.maketrans({"ß": "ss", "°": "", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "đ": "d"})
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
GERMAN = set()  # names that are German: only there is ä written ae


def day(dice, lang):
    form = {"en": "{d:02d}/{m:02d}/{y}", "fr": "{d:02d}/{m:02d}/{y}"}.get(lang, "{d:02d}.{m:02d}.{y}")
    return form.format(d=dice.between(1, 28), m=dice.between(1, 12), y=dice.between(2024, 2026))


def person(dice, lang):
    """Mostly with a title. Whether a name is to be found is for the texts about names."""
    first, last = people.person(dice, lang)
    text = f"{dice.pick(people.TITLES[lang])} {last}" if dice.below(2) else f"{first} {last}"
    return Value("person_name", text, optional=True)


def slots(dice, lang):
    return {"d": day(dice, lang), "n": str(dice.between(2, 48)), "p": person(dice, lang)}


def key_of(name, style="_"):
    german = name in GERMAN
    name = re.sub(r"(?<=\b\w)\.(?=\s?\w\b)", "", name.lower().replace("n.º", "no")).translate(LETTERS)
    name = name.translate(UMLAUTS) if german else name
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    if not words:
        return name.replace(" ", "_")
    if style == "camel":
        return words[0] + "".join(word.capitalize() for word in words[1:])
    return style.join(words)


def sentence(dice, lang, name, value):
    words, draft = LANGUAGES[lang], Draft()
    if dice.below(3):
        draft.fill(dice.pick(words.OPENERS), **slots(dice, lang)).write(dice.pick([" ", "\n", " "]))
    draft.fill(dice.pick(words.CORES), l=name, v=value, **slots(dice, lang))
    if dice.below(3):
        draft.write(dice.pick([" ", "\n"])).fill(dice.pick(words.CLOSERS), **slots(dice, lang))
    return draft


def mail(dice, lang, name, value):
    words, draft = LANGUAGES[lang], Draft()
    draft.write(dice.pick(words.GREETING) + "\n\n").fill(dice.pick(words.OPENERS), **slots(dice, lang)).write("\n")
    draft.fill(dice.pick(words.CORES), l=name, v=value, **slots(dice, lang)).write("\n")
    draft.fill(dice.pick(words.CLOSERS), **slots(dice, lang))
    first, last = people.person(dice, lang)
    return draft.write(f"\n\n{dice.pick(words.BYE)}\n").value(Value("person_name", f"{first} {last}", optional=True)).write("\n")


def distant(dice, lang, name, value):
    words = LANGUAGES[lang]
    return Draft().write(dice.pick(words.GREETING) + "\n").fill(dice.pick(words.DISTANT), l=name, v=value)


def form(dice, lang, name, value):
    words, draft = LANGUAGES[lang], Draft()
    fields = list(words.FIELDS)
    rows = [[fields.pop(dice.below(len(fields))), day(dice, lang) if i == 0 else dice.pick(words.FILLERS)] for i in range(3)]
    at = dice.below(4)
    rows.insert(at, [name, value])
    gap = dice.pick([": ", ":\t", " : ", ":  ", ":\n"])
    for label, content in rows:
        draft.write(label[:1].upper() + label[1:] if not label[:1].isupper() else label).write(gap)
        draft.put(content)
        draft.write("\n")
    return draft


def chat(dice, lang, name, value):
    words, draft = LANGUAGES[lang], Draft()
    first, other = people.person(dice, lang)[0], people.person(dice, lang)[0]
    clock = f"{dice.between(8, 18):02d}:{dice.between(10, 59)}"
    draft.write(f"[{clock}] {first}: {name}?\n[{clock}] {other}: ").value(value).write(f"\n[{clock}] {first}: ok\n")
    if dice.below(2):
        draft = Draft().write(f"{first} ({clock}): ").fill(dice.pick(words.CORES), l=name, v=value, **slots(dice, lang)).write("\n")
    return draft


def log_line(dice, lang, name, value):
    draft = Draft().write(f"2026-{dice.between(1, 12):02d}-{dice.between(1, 28):02d}T{dice.between(0, 23):02d}:{dice.between(10, 59)}:{dice.between(10, 59)}.{dice.digits(3)}Z ")
    draft.write(dice.pick(["INFO  [worker-3] ", "WARN  form.validator ", "DEBUG import: ", "ERROR kunde.import "])).write(dice.pick(["rejected record ", "validated ", "upsert ", "field mismatch ", ""]))
    return draft.write(key_of(name) + dice.pick(["=", ": ", "=\""[:1]])).value(value).write(dice.pick([" status=ok", " took 12 ms", " (row 7)", ""])).write("\n")


def json_record(dice, lang, name, value):
    key = key_of(name, dice.pick(["_", "camel", "_"]))
    quoted = value.text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
    draft = Draft().write(dice.pick(["{", "{\n  "])).write(f"\"record\": {dice.between(2, 900)}, ").write(f"\"{key}\": \"").value(value, quoted)
    return draft.write("\", \"state\": \"" + dice.pick(["new", "open", "done"]) + "\"}\n")


def xml_record(dice, lang, name, value):
    key = key_of(name, "_")
    shown = value.text.replace("&", "&amp;").replace("<", "&lt;")
    return Draft().write(f"<row nr=\"{dice.between(2, 90)}\"><{key}>").value(value, shown).write(f"</{key}></row>\n")


def settings(dice, lang, name, value):
    key = key_of(name)
    return Draft().write(dice.pick(["[import]\n", "# export\n", "---\n", ""])).write(f"{key}{dice.pick([' = ', ': ', '='])}").value(value).write("\n")


def scanned_page(dice, lang, name, value):
    """As a recognised page looks: capitals, leaders, gaps, a stray mark."""
    label = dice.pick([name.upper() if name.isascii() else name, name])
    gap = dice.pick(["  ", " .......... ", "   :   ", " ____ ", "\n"])
    return Draft().write(dice.pick(["", "' ", "— "])).write(label + gap).value(value).write(dice.pick([" .", "\n", "  |", "\nS. 2 / 3\n"]))


def markdown_row(dice, lang, name, value):
    words = LANGUAGES[lang]
    return Draft().write(f"| {dice.pick(words.FIELDS)} | {name} |\n|---|---|\n| {dice.pick(words.FILLERS)} | ").value(value).write(" |\n")


def sql(dice, lang, name, value):
    return Draft().write(f"UPDATE person SET {key_of(name)} = '").value(value, value.text.replace("'", "''")).write(f"' WHERE id = {dice.between(2, 900)};\n")


def bare(dice, lang, name, value):
    words = LANGUAGES[lang]
    return Draft().write(dice.pick(["", dice.pick(words.FILLERS) + ": ", "- "])).value(value).write(dice.pick(["\n", "", " (" + day(dice, lang) + ")\n"]))


PLAIN = [sentence] * 8 + [mail] * 3 + [distant] + [form] * 4 + [chat] * 2 + [log_line] + [json_record] * 2 + [xml_record] + [settings] + [scanned_page] * 2 + [markdown_row] + [sql]


# Credentials live in other places.
def code_line(dice, lang, name, value):
    shape = dice.pick(["{n} = \"{v}\"\n", "export {n}={v}\n", "{n}: {v}\n", "const token = '{v}'; // {n}\n", "# {n}\n{v}\n", "os.environ[\"{n}\"] = \"{v}\"\n", "-e {n}={v} \\\n"])
    name = name if re.fullmatch(r"\w+", name) else key_of(name)
    return Draft().fill(shape, n=name, v=value)


def code_chat(dice, lang, name, value):
    shape = dice.pick(["here is the {n}: {v}\n", "{n}\n{v}\n", "use this {n} until Friday: {v}\n", "{n} -> {v}\n"] if lang == "en" else ["hier der {n}: {v}\n", "{n}\n{v}\n", "nimm bis Freitag {n}: {v}\n", "{n} -> {v}\n"])
    return Draft().fill(shape, n=name, v=value)


def block(dice, lang, name, value):
    return Draft().write(dice.pick([f"# {name}\n", f"{name}:\n"])).value(value).write(dice.pick(["\n", "\n\n# end\n"]))


CODE = [code_line] * 3 + [code_chat] * 2 + [block]
