"""Tables as people export them: CSV with headers in their language, columns of values beside columns of nothing."""
from draft import Draft, Value
from genres import day, key_of
from values import people
from values.shapes import drawn
from words import LANGUAGES


def quoted(text, separator):
    return '"' + text.replace('"', '""') + '"' if separator in text or '"' in text or "\n" in text else text


def header(dice, name, lang):
    return dice.pick([name, name, key_of(name), name.upper() if name.isascii() else name])


def table(dice, lang, columns, rows):
    """`columns`: (name, maker of Values or texts). Returns the draft of the CSV."""
    separator = dice.pick([",", ";", ";", "\t"])
    draft = Draft().write(separator.join(quoted(name, separator) for name, _ in columns) + "\n")
    for _ in range(rows):
        for i, (_, make) in enumerate(columns):
            if i:
                draft.write(separator)
            cell = make()
            if isinstance(cell, Value):
                mark = quoted(cell.text, separator)
                if mark != cell.text:
                    draft.write('"').value(cell, mark[1:-1]).write('"')
                else:
                    draft.value(cell)
            else:
                draft.write(quoted(cell, separator))
        draft.write("\n")
    return draft


def nothing_columns(dice, lang):
    words = LANGUAGES[lang]
    makers = [(words.NOTHING["order"][0], lambda: drawn(dice, "########")), (words.NOTHING["product"][0], lambda: drawn(dice, "###.###.##")), (words.NOTHING["invoice"][0], lambda: drawn(dice, "2026#####")),
              (words.FIELDS[3], lambda: dice.pick(words.FILLERS)), (words.FIELDS[0], lambda: day(dice, lang)), (words.NOTHING["tracking"][0], lambda: drawn(dice, "############")), ("EAN", lambda: drawn(dice, "40###########")),
              (words.NOTHING["serial"][0], lambda: drawn(dice, "@@########")), ("qty", lambda: drawn(dice, "##")), (words.NOTHING["reference"][0], lambda: drawn(dice, "#########"))]
    return makers


def name_column(dice, lang):
    header_of = {"de": "Name", "en": "Name", "fr": "Nom", "es": "Nombre", "it": "Nome", "nl": "Naam", "pl": "Imię i nazwisko"}[lang]
    return header_of, lambda: Value("person_name", " ".join(people.person(dice, lang)), optional=True)
