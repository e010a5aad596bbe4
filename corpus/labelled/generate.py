#!/usr/bin/env python3
"""generate.py [OUT] [--only PREFIX] [--limit N]: writes the labelled texts (texts.jsonl.gz, tables.jsonl.gz, hard.jsonl.gz) into OUT,
by default this folder. The same bytes every time: seeded, no clock, no set order, gzip without a date."""
import argparse
import gzip
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import genres  # noqa: E402: found by the line above
import tables  # noqa: E402
import traps  # noqa: E402
from dice import Dice  # noqa: E402
from draft import Draft, Value  # noqa: E402
from values import people, specs  # noqa: E402
from values.within import WITHIN, core_of  # noqa: E402
from words import LANGUAGES  # noqa: E402

SEED = 20261123
PER_DETECTOR = 56          # texts for a detector of weight 1; its square root counts
TEXTS_OF_TRAPS = 8200
TABLES = 700
LONG = 200                 # bytes; longer values stand in fewer texts


PASSPORTS = tuple(f"{country}_passport" for country in "at au be ca de es fr gb ie it nl pl us".split()) + ("passport_generic", "nl_id_document")
LICENCES = tuple(f"{country}_drivers_license" for country in "at au ca de es fr gb it us".split()) + ("drivers_license_generic",)
VATS = tuple(f"{country}_vat" for country in "be ch fr gb hu it nl".split()) + ("at_vat_id", "de_vat_id", "vat_number_generic")
FAMILIES = (PASSPORTS, LICENCES, VATS)
COUNTRY = re.compile(r"german|deutsch|austria|österr|french|français|spanish|español|italian|italiano|dutch|nederland|polish|polski|british|brit|uk|u\.?s\.?|united states|belg|irish|canad|ontario|austral|nsw|victoria|swiss|schweiz|"
                     r"hungar|ungar|portug|greek|griech|croat|kroat|sloven|slowen|\((?:at|gb|uk|de|italy|france)\)|dmv|dvla|hm ", re.IGNORECASE)


# How telephone numbers are written without a country code, by language.
NATIONAL = {lang: re.compile(r"\+" + own) for lang, own in {"de": r"|0(?:1[67]|40|221)", "en": r"|\(|07700|020 7", "fr": r"|0[16] [39]9", "es": "|9", "it": "", "nl": "|06-", "pl": ""}.items()}


class Corpus:
    def __init__(self):
        self.specs = specs()
        genres.GERMAN.update(name for spec in self.specs.values() for name in spec.words.get("de", []))
        with gzip.open(HERE / "pool.json.gz") as file:
            self.pool = json.load(file)

    def value(self, dice, ident, name, lang):
        spec, values = self.specs[ident], self.pool[ident]["values"]
        if ident == "phone_number":
            values = [text for text in values if NATIONAL[lang].match(text)]
        return Value(ident, dice.pick(values), (*spec.also, *same_name(ident, name)), WITHIN.get(ident, ()), core=core_of(ident))

    def language(self, dice, spec):
        langs = [lang for lang in spec.langs if lang in LANGUAGES]
        return langs[0] if dice.below(100) < 55 or len(langs) == 1 else dice.pick(langs[1:])

    def name(self, dice, spec, lang):
        own = spec.words.get("x", [])
        names = spec.words.get(lang, []) + own
        return dice.pick(names or spec.words["en"])

    def count(self, ident):
        spec = self.specs[ident]
        count = int(PER_DETECTOR * spec.weight ** 0.5)
        return count // 3 if len(self.pool[ident]["values"][0]) > LONG else count

    def texts(self):
        for ident, spec in sorted(self.specs.items()):
            for i in range(self.count(ident)):
                dice = Dice(SEED, f"text/{ident}/{i}")
                lang = self.language(dice, spec)
                name = self.name(dice, spec, lang)
                value = self.value(dice, ident, name, lang)
                kinds = genres.CODE if credential(spec) else genres.PLAIN
                write = genres.bare if spec.alone and dice.below(5) == 0 else dice.pick(kinds)
                if "\n" in value.text and write is not genres.bare:
                    write = genres.block
                yield row(f"{ident}-{i:03d}", lang, write(dice, lang, name, value), genre=write.__name__)

    def records(self):
        """Several values of one country in one form: each must find its own name."""
        for i in range(900):
            dice = Dice(SEED, f"record/{i}")
            lang = dice.pick(sorted(LANGUAGES))
            draft = Draft()
            for ident in self.companions(dice, lang, dice.between(2, 5)):
                spec = self.specs[ident]
                name = self.name(dice, spec, lang)
                draft.write(name + dice.pick([": ", ":\t", " : "])).value(self.value(dice, ident, name, lang)).write("\n")
            yield row(f"record-{i:03d}", lang, draft, genre="record")

    def companions(self, dice, lang, count):
        known = [ident for ident, spec in sorted(self.specs.items()) if lang in spec.words and spec.langs[0] in (lang, "de") and not credential(spec) and spec.structured and len(self.pool[ident]["values"][0]) < 60]
        out = []
        while len(out) < count:
            ident = dice.pick(known)
            if ident not in out:
                out.append(ident)
        return out

    def names(self):
        for i in range(420):
            dice = Dice(SEED, f"name/{i}")
            lang = sorted(LANGUAGES)[i % 7]
            first, last = people.person(dice, lang)
            fields = {"de": "Name|Vor- und Nachname", "en": "Name|Full name", "fr": "Nom et prénom|Nom", "es": "Nombre y apellidos|Nombre", "it": "Nome e cognome|Nominativo", "nl": "Naam|Voor- en achternaam", "pl": "Imię i nazwisko|Nazwisko i imię"}[lang].split("|")
            draft = Draft()
            if dice.below(2):
                draft.write(dice.pick(fields) + ": ").value(Value("person_name", f"{first} {last}")).write("\n")
            else:
                name = Value("person_name", f"{dice.pick(people.TITLES[lang])} {first} {last}")
                draft.fill(dice.pick(LANGUAGES[lang].OPENERS), **genres.slots(dice, lang)).write(" ").value(name).write(". ").fill(dice.pick(LANGUAGES[lang].CLOSERS), **genres.slots(dice, lang))
            yield row(f"name-{i:03d}", lang, draft, genre="name")

    def traps(self):
        for i in range(TEXTS_OF_TRAPS):
            dice = Dice(SEED, f"trap/{i}")
            lang = sorted(LANGUAGES)[i % 7]
            tag, draft = dice.pick(traps.MAKERS)(dice, lang)
            yield row(f"trap-{i:04d}", lang, draft, hard=tag, genre="trap")
        for ident, spec in sorted(self.specs.items()):
            for i, wrong in enumerate(self.pool[ident]["near"][:12]):
                dice = Dice(SEED, f"near/{ident}/{i}")
                lang = self.language(dice, spec)
                general = [other for other in spec.also if other.endswith("_generic") or other == "ca_health_service"]  # knows no check: may find it, need not
                shown = Value(general[0], wrong, optional=True) if general else wrong
                draft = genres.sentence(dice, lang, self.name(dice, spec, lang), shown)
                yield row(f"near-{ident}-{i:02d}", lang, draft, hard="near_miss", genre="sentence")

    def tables(self):
        for i in range(TABLES):
            dice = Dice(SEED, f"table/{i}")
            lang = sorted(LANGUAGES)[i % 7]
            nothing = tables.nothing_columns(dice, lang)
            columns = [nothing.pop(dice.below(len(nothing))) for _ in range(dice.between(2, 4))]
            hard = i % 4 == 3
            if not hard:
                for ident in self.companions(dice, lang, dice.between(1, 4)):
                    name = self.name(dice, self.specs[ident], lang)
                    columns.insert(dice.below(len(columns) + 1), (tables.header(dice, name, lang), lambda d=ident, n=name: self.value(dice, d, n, lang)))
                columns.insert(0, tables.name_column(dice, lang))
            draft = tables.table(dice, lang, columns, dice.between(3, 9))
            yield row(f"table-{i:03d}", lang, draft, kind="table", hard="table" if hard else "", genre="table")


def same_name(ident, name):
    """Where the name names no country ("passport number"), the detectors of other countries are as right."""
    if COUNTRY.search(name):
        return ()
    return next((family for family in FAMILIES if ident in family), ())


def credential(spec):
    return spec.id in WITHIN or spec.langs == ["en", "de"] and spec.words.get("en") == spec.words.get("de")


def row(ident, lang, draft, kind="text", hard="", genre=""):
    return {"id": ident, "lang": lang, "kind": kind, "genre": genre, **({"hard": hard} if hard else {}), "text": draft.text, "labels": draft.labels}


def write(path, rows):
    raw = "".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in rows).encode()
    with open(path, "wb") as file, gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write(raw)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=pathlib.Path, nargs="?", default=HERE)
    args = parser.parse_args()
    corpus = Corpus()
    args.out.mkdir(parents=True, exist_ok=True)
    write(args.out / "texts.jsonl.gz", [*corpus.texts(), *corpus.records(), *corpus.names()])
    write(args.out / "hard.jsonl.gz", corpus.traps())
    write(args.out / "tables.jsonl.gz", corpus.tables())


if __name__ == "__main__":
    main()
