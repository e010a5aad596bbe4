"""Sentences by language. {l} is what a value is called, {v} the value, {p} a person, {d} a date, {n} a harmless small number."""
from words import de, en, es, fr, it, nl, pl

LANGUAGES = {"de": de, "en": en, "fr": fr, "es": es, "it": it, "nl": nl, "pl": pl}
