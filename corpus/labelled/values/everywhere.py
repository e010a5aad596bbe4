"""What no country owns: money, cards, devices, network, papers, people."""
from values.shapes import ALNUM, UPPER, born, drawn, formed, luhn_ok
from values.spec import SPECS, add, numbers

ALL = "de en fr es it nl pl"
CARD_WORDS = dict(de="Kreditkarte|Kartennummer|Kreditkartennummer|Visa-Karte|Mastercard-Nummer", en="credit card|card number|credit card number|Visa card|Mastercard no.|card no.",
                  fr="carte bancaire|numéro de carte|carte de crédit|N° de carte", es="tarjeta de crédito|número de tarjeta|tarjeta Visa|tarjeta n.º", it="carta di credito|numero carta|numero della carta",
                  nl="creditcard|creditcardnummer|kaartnummer", pl="karta kredytowa|numer karty|nr karty kredytowej")


def card(dice):
    kind = dice.below(12)
    if kind < 5:
        body = "4" + dice.digits(14)
    elif kind < 9:
        body = f"5{dice.between(1, 5)}" + dice.digits(13)
    elif kind == 9:
        body = f"22{dice.between(30, 69)}" + dice.digits(11)
    elif kind == 10:
        body = "6011" + dice.digits(11)
    else:
        body = dice.pick(["34", "37"]) + dice.digits(12)
    for digit in "0123456789":
        if luhn_ok(body + digit):
            body += digit
            break
    if len(body) == 15:
        return formed(body, dice.pick(["#### ###### #####", "", "####-######-#####"]))
    return formed(body, dice.pick(["#### #### #### ####", "#### #### #### ####", "", "####-####-####-####"]))


add("credit_card", ALL, card, also="eu_debit_card", weight=6, alone=True, ok=lambda t: luhn_ok(t), **CARD_WORDS)


def debit(dice):
    while True:
        body = dice.pick(["6304", "6759", "6761", "6762", "6763", "5018", "5020", "5038", "5893"]) + dice.digits(12)
        if luhn_ok(body):
            return formed(body, dice.pick(["#### #### #### ####", ""]))


add("eu_debit_card", ALL, debit, also="credit_card", ok=lambda t: luhn_ok(t), de="Debitkarte|Maestro-Karte|girocard Kartennummer|EC-Karte", en="debit card|Maestro card number|debit card number", fr="carte de débit|carte Maestro",
    es="tarjeta de débito|tarjeta Maestro", it="carta di debito|carta Bancomat", nl="pinpas|bankpas Maestro|betaalpas", pl="karta debetowa|karta Maestro")

BBAN = {"DE": "9" + "#" * 17, "AT": "99" + "#" * 14, "CH": "9" + "#" * 4 + "%" * 0 + "#" * 12, "NL": "<[ABIRST]><[BNAR]><[NAGB]><[ABO]>0#########", "BE": None, "FR": None, "ES": None, "IT": None, "PL": None,
        "GB": "<[BCHLNM]><[AYBO]><[RWBI]><[CDKY]>##############", "LU": "9##" + "#" * 13, "IE": "<[AB]><[IO]><[BF]><[KI]>" + "#" * 14, "DK": "#" * 14, "SE": "#" * 20, "NO": None, "FI": None, "PT": None, "CZ": None, "SK": None,
        "GR": "#" * 7 + "#" * 16, "RO": "<[BR]><[TNC]><[RC]><[LB]>" + "#" * 16, "BG": "<[BU]><[NB]><[BB]><[GS]>" + "#" * 14, "LT": "#" * 16, "LV": "<[H]>ABA" + "#" * 13, "MT": "<[V]>ALL" + "#" * 5 + "0" * 9 + "#" * 9,
        "CY": "#" * 8 + "#" * 16, "LI": "#" * 17, "SA": "#" * 20, "AE": "#" * 19, "TR": "#" * 5 + "0" + "#" * 16, "IL": "#" * 19}


def iban_check(text):
    return f"{98 - int(''.join(str(int(c, 36)) for c in text[4:] + text[:2] + '00')) % 97:02d}"


def bban(dice, country):
    mask = BBAN[country]
    if mask:
        return drawn(dice, mask)
    if country == "FR":
        body = "9" + dice.digits(20)
        return body + f"{97 - int(body) * 100 % 97:02d}"
    if country == "BE":
        body = "9" + dice.digits(9)
        return body + f"{int(body) % 97 or 97:02d}"
    if country == "ES":
        bank, account, weights = "9" + dice.digits(7), dice.digits(10), [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]

        def digit(text):
            rest = 11 - sum(int(c) * w for c, w in zip(text, weights)) % 11
            return {11: "0", 10: "1"}.get(rest, str(rest))

        return bank + digit("00" + bank) + digit(account) + account
    if country == "IT":
        body = "0" + dice.digits(4) + dice.digits(5) + dice.digits(12)
        odd = dict(zip("0123456789", [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]))
        return UPPER[sum(odd[c] if i % 2 == 0 else int(c) for i, c in enumerate(body)) % 26] + body
    if country == "PL":
        body = dice.digits(7)
        check = -sum(int(c) * w for c, w in zip(body, [3, 9, 7, 1, 3, 9, 7])) % 10
        return body + str(check) + dice.digits(16)
    if country == "PT":
        body = dice.digits(19)
        return body + f"{98 - int(body) * 100 % 97:02d}"
    if country == "NO":
        while True:
            body = dice.digits(10)
            rest = 11 - sum(int(c) * w for c, w in zip(body, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])) % 11
            if rest != 10:
                return body + str(rest % 11)
    if country == "FI":
        body = dice.pick(["1", "2", "5"]) + dice.digits(12)
        return body + next(d for d in "0123456789" if luhn_ok(body + d))
    weights = [6, 3, 7, 9, 10, 5, 8, 4, 2, 1]  # CZ, SK: bank, prefix, account, both by mod 11
    while True:
        prefix, account = dice.pick(["000000", "000019"]), dice.digits(10)
        if sum(int(c) * w for c, w in zip(prefix, weights[4:])) % 11 == 0 and sum(int(c) * w for c, w in zip(account, weights)) % 11 == 0:
            return dice.pick(["0100", "0300", "0800", "2010"]) + prefix + account


def iban(dice):
    country = dice.pick(["DE"] * 8 + ["FR", "ES", "IT", "NL", "PL"] * 3 + ["AT", "CH", "BE", "GB"] * 2 + sorted(BBAN))
    body = bban(dice, country)
    text = country + iban_check(country + "00" + body) + body
    return dice.pick([text, " ".join(text[i:i + 4] for i in range(0, len(text), 4))])


add("iban", ALL, iban, weight=6, alone=True, ok=lambda t: iban_check(t.replace(" ", "")) == t[2:4], de="IBAN|Bankverbindung|Konto (IBAN)|IBAN des Empfängers|Meine IBAN", en="IBAN|bank account (IBAN)|account IBAN|payee IBAN", fr="IBAN|compte bancaire|RIB|IBAN du bénéficiaire",
    es="IBAN|cuenta bancaria|cuenta IBAN|n.º de cuenta (IBAN)", it="IBAN|conto corrente IBAN|coordinate bancarie", nl="IBAN|rekeningnummer|bankrekening", pl="IBAN|numer rachunku|rachunek bankowy IBAN")
add("swift_bic", ALL, lambda d: d.take("BCDGHKLMNPRSV", 1) + d.take("AEIOUBDNRS", 1) + d.take("BCDFGKLMNRST", 2) + d.pick(["DE", "FR", "ES", "IT", "NL", "PL", "GB", "AT", "CH", "BE", "US"]) + d.take("ABCDFMPS23", 2) + d.pick(["", "", "XXX", d.digits(3)]),
    near=False, weight=2, de="BIC|SWIFT|SWIFT-Code|BIC der Bank", en="SWIFT code|BIC|SWIFT/BIC|bank identifier code (BIC)", fr="BIC|code SWIFT|code BIC", es="BIC|código SWIFT|SWIFT", it="BIC|codice SWIFT|codice BIC", nl="BIC|SWIFT-code|BIC-code", pl="BIC|kod SWIFT|kod BIC")


def track(dice):
    while True:
        pan = dice.pick(["42", "51", "53"]) + dice.digits(14)
        if luhn_ok(pan):
            break
    exp = f"{dice.between(26, 31)}{dice.between(1, 12):02d}"
    if dice.below(2):
        return f"%B{pan}^{dice.pick(['MUSTER/ERIKA', 'DOE/JOHN', 'BOND/TEST', 'SAMPLE/ANN'])}^{exp}{dice.pick(['101', '201'])}{dice.digits(14)}?"
    return f";{pan}={exp}{dice.pick(['101', '201'])}{dice.digits(10)}?"


add("credit_card_track", "en de", track, also="credit_card", alone=True, en="track data|magnetic stripe data|swipe data|magstripe dump", de="Magnetstreifendaten|Spurdaten|Track-Daten")
add("credit_card_cvv", ALL, lambda d: d.digits(3), structured=False, de="CVV|Kartenprüfnummer|CVC|Prüfziffer der Karte", en="CVV|CVC|card security code|CVV2", fr="cryptogramme|CVV|cryptogramme visuel", es="CVV|código de seguridad de la tarjeta|CVC", it="CVV|codice di sicurezza della carta|CVC", nl="CVC-code|CVC|CVV", pl="CVV|kod CVC|CVC2")
add("credit_card_expiry", ALL, lambda d: f"{d.between(1, 12):02d}/{d.pick(['26', '27', '28', '29', '2027', '2028', '30'])}", structured=False, de="Karte gültig bis|Ablaufdatum der Karte|gültig bis (Kreditkarte)", en="card expiry|card expiration date|exp. date|valid thru", fr="date d'expiration de la carte|carte valable jusqu'au", es="caducidad de la tarjeta|fecha de caducidad (tarjeta)", it="scadenza carta|scadenza della carta di credito", nl="vervaldatum kaart|kaart geldig tot", pl="data ważności karty|karta ważna do")
numbers("isin", ALL, "isin", "DE000<[ABCDE0]>%####|US<[0123456789]>########|FR000<[0123]>#####|NL00<[01]>#######|LU0######<[012]>##|GB00<[B]><[0123456789BDFGH]>#####|ES01<[1234]>#######|IT000#######|PL<[BCLP]>@@@00000<[12]>#".replace("@@@00000<[12]>#", "<[KZ]><[NU]><[0123456789]>00000##"), "",
        de="ISIN|Wertpapier (ISIN)|Wertpapierkennung ISIN", en="ISIN|security (ISIN)|ISIN code", fr="ISIN|code ISIN|titre (ISIN)", es="ISIN|código ISIN|valor (ISIN)", it="ISIN|codice ISIN|titolo (ISIN)", nl="ISIN|ISIN-code|effect (ISIN)", pl="ISIN|kod ISIN|papier wartościowy (ISIN)")


def lei(dice):
    body = dice.pick(["5299", "3912", "9845", "2138", "5493", "9695", "7245"]) + "00" + dice.take(ALNUM, 12)
    number = int("".join(str(int(c, 36)) for c in body + "00"))
    return body + f"{98 - number % 97:02d}"


add("lei", ALL, lei, de="LEI|Rechtsträgerkennung|LEI-Code", en="LEI|Legal Entity Identifier|LEI code", fr="LEI|code LEI|identifiant d'entité juridique", es="LEI|código LEI", it="LEI|codice LEI", nl="LEI|LEI-code", pl="LEI|kod LEI")


def bitcoin(dice):
    from stdnum import bitcoin as module
    kind = dice.below(3)
    if kind == 2:
        return bech32(dice)
    version = b"\x00" if kind == 0 else b"\x05"
    import hashlib
    data = version + dice.bytes(20)
    data += hashlib.sha256(hashlib.sha256(data).digest()).digest()[:4]
    number, out = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        out = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"[rest] + out
    text = "1" * (len(data) - len(data.lstrip(b"\0"))) + out
    assert module.is_valid(text)
    return text


def bech32(dice):
    charset = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    data = [0] + [dice.below(32) for _ in range(31)] + [dice.below(2) * 16]

    def polymod(values):
        chk = 1
        for value in values:
            top = chk >> 25
            chk = (chk & 0x1ffffff) << 5 ^ value
            for i, g in enumerate([0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]):
                chk ^= g if (top >> i) & 1 else 0
        return chk

    bits = "".join(f"{dice.below(256):08b}" for _ in range(20))
    data = [0] + [int(bits[i:i + 5], 2) for i in range(0, 160, 5)]
    head = [ord(c) >> 5 for c in "bc"] + [0] + [ord(c) & 31 for c in "bc"]
    check = polymod(head + data + [0] * 6) ^ 1
    return "bc1" + "".join(charset[d] for d in data + [(check >> 5 * (5 - i)) & 31 for i in range(6)])


add("bitcoin_address", ALL, bitcoin, alone=True, de="Bitcoin-Adresse|BTC-Wallet|Wallet|Bitcoin", en="bitcoin address|BTC wallet|wallet address|BTC", fr="adresse bitcoin|portefeuille BTC", es="dirección bitcoin|monedero BTC", it="indirizzo bitcoin|wallet BTC", nl="bitcoinadres|BTC-wallet", pl="adres bitcoin|portfel BTC")

numbers("imei", ALL, "imei", "35######<[0123456789]>######|86#############|01#############", "###############|##-######-######-#|###############", de="IMEI|IMEI-Nummer|Gerätenummer (IMEI)", en="IMEI|IMEI number|handset IMEI", fr="IMEI|numéro IMEI", es="IMEI|número IMEI", it="IMEI|codice IMEI", nl="IMEI|IMEI-nummer", pl="IMEI|numer IMEI")
numbers("imsi", "de en fr es it nl pl", "imsi", "26201##########|20801##########|21401##########|22201##########|20404##########|26001##########|310410#########|23415##########", "", de="IMSI|IMSI der SIM|Teilnehmerkennung (IMSI)", en="IMSI|subscriber IMSI|IMSI number", fr="IMSI|identité IMSI", es="IMSI|número IMSI", it="IMSI|codice IMSI", nl="IMSI|IMSI-nummer", pl="IMSI|numer IMSI", near=False)
numbers("iccid", ALL, "luhn", "8949###############|89331##############|8934###############|8939###############|8931###############|8948###############|89014103###########|89442#############".replace("89442#############", "8944###############"), "", de="ICCID|SIM-Kartennummer|SIM-Karte|ICCID der SIM-Karte", en="ICCID|SIM card number|SIM (ICCID)|SIM number ICCID", fr="ICCID|numéro de carte SIM", es="ICCID|número de tarjeta SIM", it="ICCID|numero SIM card", nl="ICCID|simkaartnummer", pl="ICCID|numer karty SIM")
add("ipv4_address", ALL, lambda d: d.pick([f"203.0.113.{d.between(2, 250)}", f"198.51.100.{d.between(2, 250)}", f"{d.between(11, 99)}.{d.between(16, 250)}.{d.between(16, 250)}.{d.between(2, 250)}", f"10.{d.between(16, 250)}.{d.below(256)}.{d.between(2, 250)}", f"192.168.{d.below(256)}.{d.between(2, 250)}"]),
    weight=3, alone=False, near=False, de="IP-Adresse|IP|Zugriff von IP|Client-IP|Server", en="IP address|client IP|IP|source IP|host", fr="adresse IP|IP source|adresse IP du client", es="dirección IP|IP de origen|IP", it="indirizzo IP|IP di origine", nl="IP-adres|bron-IP", pl="adres IP|źródłowy IP")
add("ipv6_address", ALL, lambda d: d.pick([f"2001:db8:{d.below(65536):x}:{d.below(65536):x}::{d.between(1, 65535):x}", ":".join(["2001", "db8"] + [f"{d.between(4096, 65535):x}" for _ in range(6)]), f"fe80::{d.between(4096, 65535):x}:{d.between(16, 255):02x}ff:fe{d.between(16, 255):02x}:{d.between(4096, 65535):x}"]), weight=2, alone=True, near=False,
    de="IPv6-Adresse|IPv6|IP-Adresse", en="IPv6 address|IPv6|IP address", fr="adresse IPv6", es="dirección IPv6", it="indirizzo IPv6", nl="IPv6-adres", pl="adres IPv6")
add("mac_address", ALL, lambda d: d.pick([":", "-"]).join(f"{b:02x}" for b in d.bytes(6)) if d.below(4) else ":".join(f"{b:02X}" for b in d.bytes(6)), weight=2, near=False, de="MAC-Adresse|MAC|Hardware-Adresse", en="MAC address|MAC|hardware address", fr="adresse MAC", es="dirección MAC", it="indirizzo MAC", nl="MAC-adres", pl="adres MAC")
FIRST = "anna bernd carla david elena felix greta hugo ines jonas karin lukas maria nina oskar paula quentin rosa stefan tanja udo vera willem xenia yann zofia marek piotr giulia luca sophie".split()
LAST = "ahrenbeck dornseifert kaltenborner moosbruch osterwalder crowhurst eastlake fernsbury greyfield hollowby duvalier mercadier tremblant bianconi ferrucci lombardini castellanos herradura villafuerte vandersloot terborch wisniowiecki zaremba".split()
DOMAINS = "mail.example.com post.example.net home.example.org nordwind-kontor.de brueggenthal.de crowhurst-partners.co.uk mercadier.fr villafuerte.es ferrucci.it terborch.nl zaremba.pl alpenpost.at kantonsblatt.ch fernsbury.io".split()
add("email_address", ALL, lambda d: d.pick([f"{d.pick(FIRST)}.{d.pick(LAST)}@{d.pick(DOMAINS)}", f"{d.pick(FIRST)[0]}.{d.pick(LAST)}@{d.pick(DOMAINS)}", f"{d.pick(LAST)}{d.between(2, 99)}@{d.pick(DOMAINS)}", f"{d.pick(FIRST)}_{d.pick(LAST)}+{d.pick(['shop', 'news', 'hr'])}@{d.pick(DOMAINS)}"]),
    weight=4, alone=True, near=False, de="E-Mail|E-Mail-Adresse|Kontakt|Mail an", en="e-mail|email address|contact|reply to", fr="courriel|adresse e-mail|contact", es="correo electrónico|correo|e-mail", it="e-mail|indirizzo e-mail|posta elettronica", nl="e-mail|e-mailadres|contact", pl="e-mail|adres e-mail|kontakt")


def phone(dice):
    return dice.pick([
        lambda: f"+49 30 23125 {dice.digits(3)}", lambda: f"+49 69 90009{dice.digits(3)}", lambda: f"0{dice.pick(['171', '160', '172'])} 39200{dice.digits(2)}", lambda: f"040/66969{dice.digits(3)}", lambda: f"0221 4710{dice.digits(3)}", lambda: f"+49 (0)89 99998{dice.digits(3)}",
        lambda: f"({dice.pick(['212', '312', '415', '617'])}) 555-01{dice.digits(2)}", lambda: f"+1 {dice.pick(['212', '312', '415'])}-555-01{dice.digits(2)}", lambda: f"+44 20 7946 0{dice.digits(3)}", lambda: f"07700 900{dice.digits(3)}", lambda: f"020 7946 0{dice.digits(3)}",
        lambda: f"+33 1 99 00 {dice.digits(2)} {dice.digits(2)}", lambda: f"06 39 98 {dice.digits(2)} {dice.digits(2)}", lambda: f"01 99 00 {dice.digits(2)} {dice.digits(2)}", lambda: f"+34 6{dice.digits(2)} {dice.digits(3)} {dice.digits(3)}", lambda: f"91{dice.between(1, 9)} {dice.digits(3)} {dice.digits(3)}",
        lambda: f"+39 06 {dice.digits(4)} {dice.digits(4)}", lambda: f"+39 34{dice.below(10)} {dice.digits(7)}", lambda: f"+31 20 {dice.digits(3)} {dice.digits(4)}", lambda: f"06-{dice.between(10000000, 59999999)}", lambda: f"+48 {dice.between(500, 799)} {dice.digits(3)} {dice.digits(3)}", lambda: f"+43 1 {dice.digits(7)}", lambda: f"+41 44 {dice.digits(3)} {dice.digits(2)} {dice.digits(2)}"])()


add("phone_number", ALL, phone, weight=4, near=False, de="Tel.|Telefon|Mobil|Rufnummer|Handy|Telefonnummer", en="phone|tel.|mobile|call me on|phone number|telephone", fr="tél.|téléphone|portable|numéro de téléphone", es="teléfono|tel.|móvil|número de teléfono", it="telefono|tel.|cellulare|numero di telefono", nl="telefoon|tel.|mobiel|telefoonnummer", pl="telefon|tel.|tel. kom.|numer telefonu")
add("url", ALL, lambda d: d.pick([f"https://www.{d.pick(DOMAINS)}/{d.pick(['docs', 'shop', 'hilfe', 'news', 'a'])}/{d.pick(['index.html', 'intro', 'liste?seite=2', 'item/4711'])}", f"http://{d.pick(DOMAINS)}/{d.pick(['kontakt', 'impressum', 'about'])}"]), near=False, weight=2, alone=True, also="email_address",
    de="Website|Link|siehe|Webseite", en="website|link|see|URL", fr="site web|lien|voir", es="sitio web|enlace|ver", it="sito web|link|vedi", nl="website|link|zie", pl="strona|link|zob.")
add("vin", ALL, lambda d: vin_of(d), weight=2, alone=False, near=False, de="FIN|Fahrgestellnummer|Fahrzeug-Identifizierungsnummer|FIN/VIN", en="VIN|vehicle identification number|chassis number|VIN number", fr="numéro de châssis|VIN|numéro d'identification du véhicule", es="número de bastidor|VIN|bastidor", it="numero di telaio|VIN|telaio", nl="chassisnummer|VIN|voertuigidentificatienummer", pl="numer VIN|VIN|numer nadwozia")


def vin_of(dice):
    from values.own_checks import vin
    body = dice.pick(["WVWZZZ", "WBAZZZ", "WDBZZZ", "VF1ZZZ", "ZFAZZZ", "TMBZZZ"])
    if dice.below(2):
        return body + dice.take("123456789ABCDEFGHJKLMNPRSTUVWXYZ", 2) + "Z" + dice.take("ABCDEFGHJKLMNPRSTVWXY", 1) + dice.take("ABCDEFGHKLMNPRST0123456789", 1) + dice.digits(6)
    while True:
        text = dice.pick(["1FT", "1HG", "2T1", "3VW", "5YJ", "1G1"]) + dice.take("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", 5) + dice.pick("0123456789X") + dice.take("ABCDEFGHJKLMNPRSTVWXY", 1) + dice.take("ABCDEFGHJKLMNPR", 1) + dice.digits(6)
        if vin(text):
            return text


def mrz(dice):
    def check(text):
        return str(sum(("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".find(c) if c != "<" else 0) * (7, 3, 1)[i % 3] for i, c in enumerate(text)) % 10)

    state = dice.pick(["D<<", "UTO", "FRA", "ESP", "ITA", "NLD", "POL", "GBR"])
    name = dice.pick(["MUSTERMANN<<ERIKA", "ERIKSSON<<ANNA<MARIA", "DOE<<JOHN", "MARTIN<<MAELIS<GAELLE", "ROSSI<<BIANCA", "NOWAK<<JAN"])
    number = dice.pick("CFGHJKLMN") + dice.take("0123456789CFGHJKLMNPRT", 8)
    birth, expiry = born(dice).strftime("%y%m%d"), f"{dice.between(27, 33)}{dice.between(1, 12):02d}{dice.between(1, 28):02d}"
    line2 = number + check(number) + state + birth + check(birth) + dice.pick("MF") + expiry + check(expiry) + "<" * 14
    line2 += "0" if dice.below(2) else "<"
    line2 += check(line2[0:10] + line2[13:20] + line2[21:43])
    return ("P<" + state + name).ljust(44, "<") + "\n" + line2


add("passport_mrz", ALL, mrz, alone=True, near=False, de="Maschinenlesbare Zone|MRZ|Reisepass (MRZ)", en="MRZ|machine readable zone|passport scan", fr="zone MRZ|bande MRZ", es="zona MRZ|MRZ del pasaporte", it="MRZ|zona a lettura ottica", nl="MRZ|machineleesbare zone", pl="MRZ|strefa MRZ")
add("passport_generic", ALL, lambda d: drawn(d, d.pick(["<[HKMQ]>#######", "@@######", "<[123456789]>#######"])), near=False, structured=False, also="us_passport gb_passport de_passport at_passport es_passport it_passport nl_passport pl_passport fr_passport be_passport ie_passport ca_passport au_passport", de="Reisepass Nr.|Passnummer", en="passport number|passport no.", fr="numéro de passeport|passeport n°", es="número de pasaporte|pasaporte n.º", it="numero passaporto|passaporto n.", nl="paspoortnummer|paspoort nr.", pl="numer paszportu|paszport nr")
add("drivers_license_generic", ALL, lambda d: drawn(d, d.pick(["<[BDHKMR]>########", "##########", "@@#######"])), near=False, structured=False, also="us_drivers_license de_drivers_license fr_drivers_license it_drivers_license at_drivers_license au_drivers_license ca_drivers_license gb_drivers_license es_drivers_license", de="Führerschein Nr.|Führerscheinnummer", en="driving licence number|driver's license no.", fr="permis de conduire n°|numéro de permis de conduire", es="carnet de conducir n.º|permiso de conducir n.º", it="patente di guida n.|numero patente", nl="rijbewijsnummer|rijbewijs nr.", pl="numer prawa jazdy|prawo jazdy nr")
add("medical_record_number", ALL, lambda d: d.pick([d.digits(7), d.digits(8), d.pick("ABMP") + d.digits(7), "MRN" + d.digits(7)]).replace("000", "314"), near=False, structured=False, weight=2, de="Patientennummer|Fallnummer|Patienten-Nr.|Krankenaktennummer|Patienten-ID", en="MRN|medical record number|patient ID|medical record no.", fr="numéro de dossier patient|dossier patient n°|IPP", es="número de historia clínica|n.º de historia clínica|NHC", it="numero cartella clinica|cartella clinica n.", nl="patiëntnummer|dossiernummer patiënt", pl="numer karty pacjenta|numer historii choroby")
add("employee_id", ALL, lambda d: d.pick([d.digits(6), d.digits(5), "E" + d.digits(5), d.digits(8)]).replace("00", "31"), near=False, structured=False, de="Personalnummer|Mitarbeiternummer|Personal-Nr.|Pers.-Nr.", en="employee ID|employee number|personnel number|staff ID", fr="matricule|numéro de matricule salarié|matricule employé", es="número de empleado|n.º de empleado|legajo", it="matricola|numero di matricola dipendente|matricola dipendente", nl="personeelsnummer|medewerkernummer", pl="numer pracownika|numer ewidencyjny pracownika")


def birth(dice):
    return born(dice).strftime(dice.pick(["%d.%m.%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y"]))


add("date_of_birth", ALL, birth, weight=3, near=False, structured=False, de="Geburtsdatum|geboren am|geb.|geb. am|Geburtstag", en="date of birth|DOB|born on|birth date", fr="date de naissance|né le|née le", es="fecha de nacimiento|nacido el|nacida el", it="data di nascita|nato il|nata il", nl="geboortedatum|geboren op|geb. datum", pl="data urodzenia|urodzony|ur.")
add("geo_coordinates", ALL, lambda d: d.pick([f"{d.between(36, 59)}.{d.digits(5)}, {d.between(1, 24)}.{d.digits(5)}", f"{d.between(36, 59)}.{d.digits(4)}° N, {d.between(1, 24)}.{d.digits(4)}° E", f"{d.between(36, 59)}°{d.between(10, 59)}'{d.between(10, 59)}\"N {d.between(1, 24)}°{d.between(10, 59)}'{d.between(10, 59)}\"E"]), near=False, structured=False,
    de="Koordinaten|GPS|GPS-Position|Standort (GPS)", en="coordinates|GPS|location (lat, lon)|GPS position", fr="coordonnées GPS|position GPS|coordonnées", es="coordenadas|posición GPS|coordenadas GPS", it="coordinate GPS|posizione GPS|coordinate", nl="coördinaten|GPS-positie", pl="współrzędne|pozycja GPS|współrzędne GPS")
