"""Invented people and companies. Names are drawn from two lists; streets and domains do not exist or are reserved."""
import dataclasses
import datetime
import unicodedata

import values

GERMAN = ("Anneliese Berta Carsten Detlef Elke Friedhelm Gudrun Hartmut Ingeborg Jürgen Karin Lothar Margarete Norbert Ottilie Ralf "
          "Sigrid Theodor Ute Volker".split(),
          "Ahrenbeck Brüggenthal Dornseifert Eichelkamp Fährmanns Göbelrath Hünerfelds Kaltenborner Löwenhagen Moosbruch Nüttgens "
          "Osterwalder Pfannenstiel Quastenberg Rübenkamp Schönhalden Tüllmanns Uhlenbroich Wüstenfelder Zangenmeister".split())
ENGLISH = ("Abigail Bernard Clarissa Desmond Eleanor Fergus Georgina Harriet Isadora Jerome Kathleen Leopold Miriam Nathaniel "
           "Octavia Percival Rosalind Silas Tabitha Winifred".split(),
           "Ashgrove Birkenshaw Crowhurst Dunmorley Eastlake Fernsbury Greyfield Hollowby Inglethorn Jessamond Kettlewick Larkspur "
           "Mossingham Netherfold Oakenshield Pemberlow Quillfeather Ravensdale Stonebrook Thistledown".split())
PLACES = [("20999", "Hamburg"), ("10999", "Berlin"), ("50999", "Köln"), ("80999", "München"), ("60999", "Frankfurt am Main")]
STREETS = ["Birkenwinkel", "Am Alten Deich", "Lindenhöfer Weg", "Krähenstieg", "Obere Mühlgasse", "Sonnenhang"]
NO_STREET_WORD = "Sonnenhang"  # the rules for addresses say that such a street is out of their reach
TOWNS = ["Fairhaven Mills, MA", "Cedar Hollow, NY", "Port Ashby, IL", "Mill Creek Falls, CA"]


@dataclasses.dataclass
class Person:
    first: str
    last: str
    street: str
    place: str
    born: datetime.date
    email: str

    @property
    def name(self):
        return f"{self.first} {self.last}"

    def birthday(self, ledger, form="%d.%m.%Y"):
        return ledger.put("date_of_birth", f"{self.born:{form}}")

    def home(self, ledger):
        """Where a German lives, in one line."""
        return postal(ledger, f"{self.street}, {self.place}")


def postal(ledger, address):
    """A German address, or its first line under a heading that says so."""
    return address if address.startswith(NO_STREET_WORD) else ledger.put("de_physical_address", address)


def plain(text):
    text = text.lower().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def german(dice):
    first, last = dice.pick(GERMAN[0]), dice.pick(GERMAN[1])
    return Person(first, last, f"{dice.pick(STREETS)} {dice.between(1, 98)}", " ".join(dice.pick(PLACES)), values.born(dice),
                  f"{plain(first)}.{plain(last)}@{dice.pick(MAILBOXES)}")


def english(dice):
    first, last = dice.pick(ENGLISH[0]), dice.pick(ENGLISH[1])
    return Person(first, last, f"{dice.between(10, 980)} {dice.pick(['Orchard', 'Harbor', 'Willow'])} Lane", dice.pick(TOWNS),
                  values.born(dice), f"{plain(first)}.{plain(last)}@{dice.pick(MAILBOXES)}")


MAILBOXES = ["mail.example.com", "post.example.net", "home.example.org"]
