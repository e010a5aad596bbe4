"""Names, addresses, markings: what patterns reach only in part."""
from values.spec import add

NAMES = {"de": ("Anneliese Berta Carsten Detlef Elke Friedhelm Gudrun Hartmut Jürgen Karin Lothar Norbert Ute Volker".split(), "Ahrenbeck Brüggenthal Dornseifert Eichelkamp Göbelrath Kaltenborner Löwenhagen Moosbruch Osterwalder Rübenkamp Schönhalden".split()),
         "en": ("Abigail Bernard Clarissa Desmond Eleanor Fergus Harriet Jerome Kathleen Miriam Nathaniel Rosalind Silas".split(), "Ashgrove Birkenshaw Crowhurst Dunmorley Eastlake Fernsbury Greyfield Hollowby Larkspur Ravensdale Thistledown".split()),
         "fr": ("Amélie Baptiste Camille Damien Élodie Fabrice Gaëlle Hugues Juliette Laurent Maëlle Quentin Solène".split(), "Duvalier Mercadier Tremblant Lavergne Boissonnet Charpentraud Delaunoy Fontenelle Grandval".split()),
         "es": ("Alejandra Benito Carmen Diego Estefanía Federico Gloria Ignacio Jimena Lorenzo Mercedes Rodrigo".split(), "Castellanos Herradura Villafuerte Montenegro Arrizabal Benavides Cifuentes Olivares".split()),
         "it": ("Alessia Bruno Chiara Davide Elisabetta Fabrizio Giulia Lorenzo Martina Pietro Raffaella".split(), "Bianconi Ferrucci Lombardini Castelvetro Dellarocca Montefalco Santorini".split()),
         "nl": ("Anouk Bram Corrie Daan Femke Gijs Hendrik Ineke Joost Lotte Maarten Sanne".split(), "Vandersloot Terborch Hoogendam Kuipersma Oosterhof Zandvliet Brouwerink".split()),
         "pl": ("Agnieszka Bartosz Celina Dariusz Ewelina Grzegorz Halina Jacek Katarzyna Marek Zofia".split(), "Wiśniowiecki Zaremba Korzeniowski Dąbrowiecki Majewska Ostrowska Sobieraj".split())}
TITLES = {"de": ["Herr", "Frau", "Herr Dr.", "Frau Prof. Dr."], "en": ["Mr", "Mrs", "Ms", "Dr", "Mr."], "fr": ["M.", "Mme", "Monsieur", "Madame"], "es": ["Sr.", "Sra.", "D.ª", "Don"], "it": ["Sig.", "Sig.ra", "Dott.", "Dott.ssa"], "nl": ["dhr.", "mevr.", "de heer", "mevrouw"], "pl": ["Pan", "Pani", "Sz. P."]}
STREETS = {"de": ["Birkenwinkel {n}\n20999 Hamburg", "Lindenhöfer Weg {n}, 10999 Berlin", "Obere Mühlgasse {n}, 80999 München", "Sonnenstraße {n}, 50999 Köln", "Am Alten Deich {n}, 28999 Bremen", "Hauptstr. {n}, 60999 Frankfurt am Main"],
           "at": ["Neubaugasse {n}, 1070 Wien", "Linzer Straße {n}, 4020 Linz", "Getreidegasse {n}, 5020 Salzburg"], "ch": ["Bahnhofstrasse {n}, 8001 Zürich", "Rue du Marché {n}, 1204 Genève", "Spitalgasse {n}, 3011 Bern"],
           "fr": ["{n} rue des Lilas, 75011 Paris", "{n}, avenue de la République, 69003 Lyon", "{n} boulevard Carnot, 31000 Toulouse", "{n} bis rue Victor Hugo, 33000 Bordeaux"],
           "gb": ["{n} Orchard Lane, Oxford OX1 2JD", "{n} Willow Road, London SW1A 2AA", "{n} Harbour Street, Leeds LS1 4AP", "Flat 3, {n} King Street, Manchester M2 4LQ"],
           "us": ["{n} Orchard Lane, Springfield, IL 62704", "{n} Willow Avenue, Portland, OR 97205", "{n} Main St, Boston, MA 02108", "{n} N Harbor Blvd, Austin, TX 78701"]}


def person(dice, lang):
    first, last = NAMES[lang]
    return dice.pick(first), dice.pick(last)


def street(country):
    return lambda d: d.pick(STREETS[country]).format(n=d.between(2, 98))


for ident, country, langs, words in (("de_physical_address", "de", "de", {"de": "Anschrift|Adresse|wohnhaft|Wohnort"}), ("at_physical_address", "at", "de", {"de": "Anschrift|Adresse|Wohnadresse"}),
                                     ("ch_physical_address", "ch", "de fr", {"de": "Adresse|Anschrift", "fr": "adresse|domicile"}), ("fr_physical_address", "fr", "fr", {"fr": "adresse|domicilié au|adresse postale"}),
                                     ("gb_physical_address", "gb", "en", {"en": "address|home address|postal address"}), ("us_physical_address", "us", "en", {"en": "address|mailing address|shipping address"})):
    add(ident, langs, street(country), also="street_address de_physical_address at_physical_address ch_physical_address us_physical_address gb_physical_address", near=False, structured=False, weight=2, **words)
add("confidential_marking", "de en fr es it nl", lambda d: d.pick(["STRENG VERTRAULICH", "Streng vertraulich", "COMPANY CONFIDENTIAL", "Strictly Confidential", "Nur für den internen Gebrauch", "Internal use only", "CONFIDENTIEL", "CONFIDENCIAL", "Betriebsgeheimnis"]), near=False, structured=False, alone=True,
    de="Vermerk|Einstufung|Kopfzeile", en="marking|header|classification", fr="mention|classification", es="clasificación|marca", it="classificazione", nl="rubricering|markering")
add("security_classification_de", "de", lambda d: d.pick(["VS-NUR FÜR DEN DIENSTGEBRAUCH", "VS-NfD", "VS-VERTRAULICH", "VS – NUR FÜR DEN DIENSTGEBRAUCH"]), also="confidential_marking", near=False, structured=False, alone=True, de="Einstufung|Verschlusssache|Geheimhaltungsgrad", en="classification (Germany)")
add("hl7_message", "en de", lambda d: f"MSH|^~\\&|LAB|KLINIK|EMR|PRAXIS|2026{d.between(1, 12):02d}{d.between(1, 28):02d}0830||ORU^R01|{d.digits(6)}|P|2.5\nPID|1||{d.digits(7)}^^^KIS||OSTERWALDER^UTE||19{d.between(45, 99)}{d.between(1, 12):02d}{d.between(1, 28):02d}|F", near=False, structured=False, alone=True,
    en="HL7 message|interface log", de="HL7-Nachricht|Schnittstellenprotokoll")
