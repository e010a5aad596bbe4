"""What nobody needs to protect, full of numbers that look like something: prices, article numbers, versions, sums."""
import values
from layout import Document, Heading, Paragraph, Table
from writers import docx, xlsx

GOODS = ["Tischleuchte", "Wandregal", "Klapphocker", "Kommode", "Garderobe", "Spiegel rund", "Teppich", "Sitzkissen", "Blumenbank", "Servierwagen"]
COLORS = ["Eiche", "Buche", "weiß", "anthrazit", "salbei"]


def goods(dice, count):
    for i in range(count):
        yield f"{4000 + i * 7}-{dice.digits(3)}", f"{dice.pick(GOODS)} {dice.pick(COLORS)}", dice.between(9, 480) + 0.95


def price_list(dice, ledger):
    rows = [["Preisliste Frühjahr 2024, gültig ab 1. April"], [], ["Artikel", "Bezeichnung", "EAN", "Maße in cm", "Preis EUR"]]
    for article, name, price in goods(dice, 70):
        ean = "20" + dice.digits(10)  # prefix for numbers within one shop
        check = -sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(ean)) % 10
        rows.append([article, name, f"{ean}{check}", f"{dice.between(20, 200)} x {dice.between(20, 90)} x {dice.between(3, 60)}", price])
    return xlsx.write("Preisliste", "Vertrieb", [xlsx.Sheet("Preise", rows)])


def price_csv(dice, ledger):
    lines = ["article,description,package,weight_kg,price_eur"]
    lines += [f"{article},{name},{dice.pick([1, 2, 4, 10])},{dice.below(300) / 10},{price:.2f}" for article, name, price in goods(dice, 120)]
    return ("\n".join(lines) + "\n").encode()


def press_release(dice, ledger):
    """Three business addresses, as press texts have them."""
    blocks = [
        Heading("Möbelhaus Tüllmanns eröffnet Werkstatt für Reparaturen"),
        Paragraph("Hamburg, 15. März 2024. Das Möbelhaus Tüllmanns nimmt ab April beschädigte Möbel zur Reparatur an. In der neuen Werkstatt am "
                  "Alten Deich arbeiten vier Tischlerinnen und Tischler. Im ersten Jahr sollen 1.200 Stücke vor dem Sperrmüll bewahrt werden."),
        Paragraph("„Viele Schäden sind in einer Stunde behoben“, sagt die Leiterin der Werkstatt. Die Preise stehen auf einer Tafel im Eingang, "
                  "eine geleimte Lehne kostet 35 Euro. Wer selbst leimen will, bekommt Werkzeug und eine Bank."),
        Table(["Leistung", "Dauer", "Preis"], [["Lehne leimen", "1 Stunde", "35 Euro"], ["Schublade richten", "2 Stunden", "60 Euro"],
                                               ["Tischplatte schleifen", "1 Tag", "180 Euro"]], [50, 25, 25]),
        Paragraph(f"Pressekontakt: {ledger.put('email_address', 'presse@tuellmanns.example.com')}. Anmeldung zur Werkstatt: "
                  f"{ledger.put('email_address', 'werkstatt@tuellmanns.example.com')}. Allgemeine Fragen: "
                  f"{ledger.put('email_address', 'info@tuellmanns.example.com')}."),
    ]
    return docx.write(Document("Pressemitteilung", "Tüllmanns", ["Möbelhaus Tüllmanns – Presse"], "Abdruck frei, Belegexemplar erbeten", blocks))


def press_text(dice, ledger):
    return """FOR IMMEDIATE RELEASE

Town of Fairhaven Mills reopens the covered bridge

After eleven months of work the covered bridge over the mill race is open again. The town spent $412,600 on new beams, 38 percent
less than the estimate of 2021. Traffic is limited to 3.5 tons; cyclists and people on foot may cross at any time.

The bridge was built in 1871 and repaired in 1923, 1955 and 1988. It is 104 feet long and 14 feet wide. During the works 2,317 oak
pegs were turned by pupils of the local school, each one marked with a number from 0001 to 2317.

A guided walk takes place every Sunday at 2:30 p.m. from May 5 to September 29. No tickets are needed.
""".encode()


def source_code(dice, ledger):
    """A program is somebody's property: internal, not public. Its other function has brackets in brackets, which is out of reach."""
    ledger.put("source_code", "def test_shelf_price():")
    return '''"""Rounds prices to what people expect on a shelf."""
import decimal

VERSION = "2.14.3"
STEPS = {1: "0.05", 10: "0.49", 100: "4.95", 1000: "49.00"}
CHECKSUM = 0x4F3A9C21


def shelf_price(cost, margin=decimal.Decimal("1.35")):
    """The next price above cost * margin that ends the way prices of that size end."""
    wanted = cost * margin
    size = max(step for step in STEPS if step <= max(wanted, 1))
    step = decimal.Decimal(STEPS[size])
    return (wanted / step).to_integral_value(decimal.ROUND_CEILING) * step


def test_shelf_price():
    for cost, price in ((1, "1.35"), (12, "16.66"), (150, "202.95")):
        assert shelf_price(decimal.Decimal(cost)) == decimal.Decimal(price), cost
    # 10000000000000000000001 once overflowed here, see release 1.9.0
    assert shelf_price(decimal.Decimal(10) ** 22) > 0
'''.encode()


def readme(dice, ledger):
    return """# shelf

Rounds prices. Needs Python 3.9 or later.

    pip install shelf==2.14.3
    python -m shelf --port 8080 --timeout 1500 prices.csv

| Version | Date       | Change                    |
|---------|------------|---------------------------|
| 2.14.3  | 2024-03-15 | faster by 12 %            |
| 2.14.0  | 2023-11-02 | prices above 999999 round |

Build 20240315.101500, commit 9f8e7d6c5b4a39281706f5e4d3c2b1a098765432, needs 64 MB and no network.
""".encode()
