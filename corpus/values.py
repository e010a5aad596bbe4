"""Makers of identifiers that are well formed and belong to nobody: right check digits, reserved or unassigned ranges where the
scheme has any (telephone numbers set aside for films, bank codes that begin with 9, example domains)."""
import base64
import datetime
import json
import string

UPPER = string.ascii_uppercase
BASE32 = UPPER + "234567"
ODD = dict(zip(string.digits + UPPER, [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6,
                                       8, 12, 14, 16, 10, 22, 25, 24, 23]))


def ordinal(char):
    """0-9 as they are, A = 10 and so on, as ISO 7064 and the machine readable zone count."""
    return int(char, 36)


def digit_sum(number):
    return sum(int(digit) for digit in str(number))


def luhn_digit(body):
    total = sum(digit_sum(int(d) * 2) if i % 2 == 0 else int(d) for i, d in enumerate(reversed(body)))
    return str(-total % 10)


def mod11_10_digit(body):
    """ISO 7064, hybrid system MOD 11,10."""
    rest = 10
    for digit in body:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return str((11 - rest) % 10)


def grouped(text, *sizes):
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at:at + size])
        at += size
    return " ".join(parts + ([text[at:]] if at < len(text) else []))


def iban(dice, country="DE"):
    """Without spaces. German bank codes never begin with 9."""
    bban = {"DE": lambda: "9" + dice.digits(17), "GB": lambda: "ZZZZ" + dice.digits(14), "FR": lambda: "9" + dice.digits(22),
            "AT": lambda: "99" + dice.digits(14), "NL": lambda: "ZZZZ0" + dice.digits(9)}[country]()
    if country == "FR":
        bban = bban[:21] + f"{97 - int(bban[:21]) * 100 % 97:02d}"
    number = "".join(str(ordinal(c)) for c in bban + country + "00")
    return f"{country}{98 - int(number) % 97:02d}{bban}"


def spaced_iban(dice, country="DE"):
    text = iban(dice, country)
    return " ".join(text[i:i + 4] for i in range(0, len(text), 4))


def bic(dice, country="DE"):
    return dice.take("BCDFGHKLMNPRSTVW", 4) + country + dice.take("2345679", 2) + dice.pick(["", "XXX"])


def credit_card(dice, prefix="400000"):
    body = prefix + dice.digits(15 - len(prefix))
    return grouped(body + luhn_digit(body), 4, 4, 4)


def de_tax_id(dice):
    """11 digits: one digit of the first ten twice, one never."""
    digits = list("0123456789")
    while True:
        for i in range(9, 0, -1):
            j = dice.below(i + 1)
            digits[i], digits[j] = digits[j], digits[i]
        body = digits[:9] + [digits[dice.below(9)]]
        if body[0] != "0" and body[8] != body[9]:
            text = "".join(body)
            return grouped(text + mod11_10_digit(text), 2, 3, 3)


def de_vat_id(dice):
    body = str(dice.between(1, 9)) + dice.digits(7)
    return "DE" + body + mod11_10_digit(body)


def de_kvnr(dice):
    letter, body = dice.pick(UPPER), dice.digits(8)
    number = f"{ord(letter) - 64:02d}" + body
    return letter + body + str(sum(digit_sum(int(d) * (1 + i % 2)) for i, d in enumerate(number)) % 10)


def de_social_security(dice, born, letter):
    body = f"{dice.pick(['13', '15', '50', '65'])}{born:%d%m%y}{letter}{dice.digits(2)}"
    number = body[:8] + f"{ord(letter) - 64:02d}" + body[9:]
    weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]
    text = body + str(sum(digit_sum(int(d) * w) for d, w in zip(number, weights)) % 10)
    return grouped(text, 2, 6, 1)


def de_document(dice, first):
    """Identity card (first letter L-Z) or passport (C-K) with its check digit."""
    body = dice.pick(first) + dice.take("CFGHJKLMNPRTVWXYZ0123456789", 8)
    return body + str(sum(ordinal(c) * w for c, w in zip(body, [7, 3, 1] * 3)) % 10)


def de_drivers_license(dice):
    body = dice.pick(UPPER) + dice.digits(2) + dice.take("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", 6)
    rest = sum(ordinal(c) * w for c, w in zip(body, range(9, 0, -1))) % 11
    return body + ("X" if rest == 10 else str(rest)) + str(dice.between(1, 3))


def us_ssn(dice):
    area = dice.between(734, 749)  # never assigned before areas lost their meaning in 2011
    return f"{area}-{dice.between(11, 98)}-{dice.between(1001, 9989)}"


def us_itin(dice):
    return f"9{dice.digits(2)}-{dice.pick(['71', '83', '90', '94'])}-{dice.between(1001, 9989)}"


def us_npi(dice):
    body = "1" + dice.digits(8)
    return body + luhn_digit("80840" + body)


def us_dea_number(dice, surname):
    body = dice.digits(6)
    check = sum(int(d) for d in body[::2]) + 2 * sum(int(d) for d in body[1::2])
    return dice.pick("ABFM") + surname[0].upper() + body + str(check % 10)


def us_mbi(dice):
    letters, alnum = "ACDEFGHJKMNPQRTUVWXY", "0123456789ACDEFGHJKMNPQRTUVWXY"
    kinds = [string.digits[1:], letters, alnum, string.digits, letters, alnum, string.digits, letters, letters, *[string.digits] * 2]
    text = "".join(dice.pick(kind) for kind in kinds)
    return "-".join((text[:4], text[4:7], text[7:]))


def us_aba_routing(dice):
    body = dice.pick(["02", "11", "26", "31"]) + dice.digits(6)
    return body + str(-sum(int(d) * w for d, w in zip(body, [3, 7, 1] * 3)) % 10)


def us_passport(dice):
    return dice.pick("ACXYZ") + dice.digits(8)


def gb_nhs_number(dice):
    while True:
        body = "9" + dice.digits(8)
        check = 11 - sum(int(d) * w for d, w in zip(body, range(10, 1, -1))) % 11
        if check != 10:
            return grouped(body + str(check % 11), 3, 3)


def gb_nino(dice):
    return f"{dice.pick('ABCEHJ')}{dice.pick('EHLMPR')} {grouped(dice.digits(6), 2, 2)} {dice.pick('ABCD')}"


def fr_nir(dice, born):
    town, order = f"{dice.between(101, 899):03d}", f"{dice.between(101, 899):03d}"
    groups = [dice.pick("12"), f"{born:%y}", f"{born:%m}", dice.pick(["75", "69", "33", "13"]), town, order]
    return " ".join(groups + [f"{97 - int(''.join(groups)) % 97:02d}"])


def es_dni(dice):
    number = dice.between(10000000, 79999999)
    return f"{number}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"


def it_fiscal_code(dice, born):
    body = dice.take("BCDFGLMNPRST", 6) + f"{born:%y}" + "ABCDEHLMPRST"[born.month - 1] + f"{born.day:02d}" + "H501"
    total = sum(ODD[c] if i % 2 == 0 else ordinal(c) - (10 if c.isalpha() else 0) for i, c in enumerate(body))
    return body + UPPER[total % 26]


def nl_bsn(dice):
    while True:
        body = str(dice.between(1, 9)) + dice.digits(7)
        check = sum(int(d) * w for d, w in zip(body, range(9, 1, -1))) % 11
        if check != 10:
            return body + str(check)


def aws_access_key_id(dice):
    return "AKIA" + dice.take(BASE32, 16)


def private_key_pem(dice):
    """The shape of a PKCS #8 key: no key has these bytes."""
    body = base64.b64encode(bytes.fromhex("308204be020100300d06092a864886f70d0101010500048204a8") + dice.bytes(1190)).decode()
    lines = [body[i:i + 64] for i in range(0, len(body), 64)]
    return "\n".join(["-----BEGIN PRIVATE KEY-----", *lines, "-----END PRIVATE KEY-----"])


def jwt(dice, subject):
    def part(raw):
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    head = json.dumps({"alg": "HS256", "typ": "JWT"}, separators=(",", ":")).encode()
    body = json.dumps({"sub": subject, "iat": 1710489600 + dice.below(900000)}, separators=(",", ":")).encode()
    return ".".join((part(head), part(body), part(dice.bytes(32))))


def phone_de(dice):
    """Numbers that the Bundesnetzagentur keeps free for films."""
    area, block = dice.pick([("030", "23125"), ("069", "90009"), ("040", "66969"), ("0221", "4710"), ("089", "99998")])
    return f"+49 {area[1:]} {block}{dice.digits(3)}"


def phone_us(dice):
    return f"({dice.pick(['212', '312', '415', '617'])}) 555-01{dice.digits(2)}"


def phone_gb(dice):
    return f"+44 20 7946 0{dice.digits(3)}"


def ipv4(dice):
    return f"{dice.pick(['203.0.113', '198.51.100', '192.0.2'])}.{dice.between(2, 250)}"


def ipv6(dice):
    return f"2001:db8:{dice.below(65536):x}:{dice.below(65536):x}::{dice.between(1, 65535):x}"


def mac_address(dice):
    return ":".join(["00", "00", "5e", "00", "53", f"{dice.below(256):02x}"])


def born(dice):
    return datetime.date(1948, 1, 1) + datetime.timedelta(days=dice.below(20000))


def keystore(dice):
    """What looks like a Java keystore in base64: its first bytes, and noise behind them."""
    return "/u3+7QAAAAI" + dice.take(string.ascii_letters + string.digits + "+/", 101)
