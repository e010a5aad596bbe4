"""Whether a match can be what its detector says, by python-stdnum where it has the number, else from the law or standard named
beside it. Nothing here was taken from src/detect/checks. Each takes the match and answers True (passed) or False."""
import base64
import ipaddress
import json
import math
import re

from stdnum import isin, luhn
from stdnum.de import idnr, vat as de_vat
from stdnum.es import dni
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.it import codicefiscale
from stdnum.nl import bsn
from stdnum.us import itin, rtn, ssn
import stdnum.iban

from schemes import CARDS


def digits(text):
    return re.sub('[^0-9]', '', text)


def alnum(text):
    return re.sub('[^0-9A-Z]', '', text.upper())


def a10(char):
    """ICAO 9303: 0-9, A = 10 ... Z = 35."""
    return int(char, 36)


def icao_check(text):
    return sum(a10(c) * (7, 3, 1)[i % 3] for i, c in enumerate(text)) % 10


def digit_sum(number):
    return sum(map(int, str(number)))


def social_security(match):
    """§ 2 VKVV: area, birth date (day may be + 50), letter, serial, check digit."""
    text = alnum(match)
    expanded = text[:8] + '%02d' % (ord(text[8]) - 64) + text[9:11]
    total = sum(digit_sum(int(d) * w) for d, w in zip(expanded, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)))
    day, month = int(text[2:4]), int(text[4:6])
    real = 1 <= month <= 12 and any(1 <= day - add <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1] for add in (0, 50))
    return total % 10 == int(text[11]) and real


def kvnr(match):
    """§ 290 SGB V: letter as two digits, weights 1 and 2 in turn, digit sums."""
    text = alnum(match)
    expanded = '%02d' % (ord(text[0]) - 64) + text[1:9]
    return sum(digit_sum(int(d) * (1 + i % 2)) for i, d in enumerate(expanded)) % 10 == int(text[9])


def drivers_license(match):
    text = alnum(match)
    return '0123456789X'[sum(a10(c) * w for c, w in zip(text[:9], range(9, 0, -1))) % 11] == text[9]


def dea(match):
    d = list(map(int, match[2:]))
    return (d[0] + d[2] + d[4] + 2 * (d[1] + d[3] + d[5])) % 10 == d[6]


def mbi(match):
    """CMS: C A AN N A AN N A A N N, C is 1-9, A without S L O I B Z."""
    letter = '[AC-HJKMNP-RT-Y]'
    either = '[0-9AC-HJKMNP-RT-Y]'
    return bool(re.fullmatch('[1-9]%s%s[0-9]%s%s[0-9]%s%s[0-9]{2}' % (letter, either, letter, either, letter, letter), alnum(match)))


def nino(match):
    """HMRC NIM39110."""
    text = alnum(match)
    return not re.match('[DFIQUV]|.[DFIQUVO]|BG|GB|NK|KN|TN|NT|ZZ', text)


def card(match, spec):
    """Only the six big schemes are decided here; None for what others may have issued."""
    number = digits(match)
    if not luhn.is_valid(number):
        return False
    if any(number.startswith(prefixes) and len(number) in lengths for prefixes, lengths in CARDS.values()):
        return True
    return False if isinstance(spec.get('card_brand'), dict) else None


def ipv4(match):
    try:
        address = ipaddress.ip_interface(match).ip
    except ValueError:
        return False
    first = int(match.split('.')[0])
    return not (first == 0 or address.is_loopback or 224 <= first <= 239 or match.startswith('255.255.255.255'))


def ipv6(match, spec):
    try:
        address = ipaddress.IPv6Address(match)
    except ValueError:
        return False
    if 'short' in (spec['ipv6'] or {}).get('refuse', []):
        return None if not (address.is_unspecified or address.is_loopback) else False
    return not (address.is_unspecified or address.is_loopback)


def mac(match):
    text = alnum(match)
    return len(text) == 12 and text not in ('0' * 12, 'F' * 12)


def jwt(match):
    head = match.split('.')[0]
    try:
        return 'alg' in json.loads(base64.urlsafe_b64decode(head + '=' * (-len(head) % 4)))
    except (ValueError, TypeError):
        return False


def entropy(match):
    counts = [match.count(c) / len(match) for c in set(match)]
    return -sum(p * math.log2(p) for p in counts) >= 2.5 - 1e-9


def icd10(match):
    """Chapters of ICD-10-CM 2025 that leave gaps."""
    text = alnum(match)
    category = text[:3]
    if category[2] > '9':
        return category in ('C4A', 'C7A', 'C7B', 'D3A', 'M1A', 'O9A', 'Z3A')
    ends = {'E': '89', 'H': '95', 'K': '95', 'P': '96', 'T': '88', 'U': '85', 'D': '89'}
    starts = {'F': '01'}
    return starts.get(category[0], '00') <= category[1:] <= ends.get(category[0], '99')


def nir_key(match):
    try:
        return nir.is_valid(alnum(match))
    except Exception:
        return False


PASS = {
    'iban': lambda m, s: stdnum.iban.is_valid(alnum(m)),
    'swift_bic': lambda m, s: (alnum(m)[4] != 'X' or alnum(m)[4:6] == 'XK') and alnum(m)[4:6] in isin._country_codes | {'XK'},
    'credit_card': card,
    'ipv4_address': lambda m, s: ipv4(m),
    'ipv6_address': ipv6,
    'mac_address': lambda m, s: mac(m),
    'us_ssn': lambda m, s: ssn.is_valid(digits(m)) or digits(m) in ('078051120', '219099999', '457555462'),
    # Debian's python-stdnum does not know the groups 50-65, issued since 2018 (IRM 3.21.263).
    'us_itin': lambda m, s: itin.is_valid(digits(m)) or '50' <= digits(m)[3:5] <= '65' and digits(m)[0] == '9',
    'us_npi': lambda m, s: luhn.is_valid('80840' + digits(m)),
    'us_dea_number': lambda m, s: dea(alnum(m)),
    'us_mbi': lambda m, s: mbi(m),
    'us_aba_routing': lambda m, s: rtn.is_valid(digits(m)) and bool(re.match('0\\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80', digits(m))),
    'de_tax_id': lambda m, s: idnr.is_valid(digits(m)),
    'de_id_card': lambda m, s: icao_check(alnum(m)[:9]) == int(alnum(m)[9]),
    'de_passport': lambda m, s: icao_check(alnum(m)[:9]) == int(alnum(m)[9]),
    'de_social_security': lambda m, s: social_security(m),
    'de_kvnr': lambda m, s: kvnr(m),
    'de_vat_id': lambda m, s: de_vat.is_valid(alnum(m)),
    'de_drivers_license': lambda m, s: drivers_license(m),
    'gb_nhs_number': lambda m, s: nhs.is_valid(digits(m)),
    'gb_nino': lambda m, s: nino(m),
    'fr_nir': lambda m, s: nir_key(m),
    'es_dni': lambda m, s: dni.is_valid(alnum(m)),
    'it_fiscal_code': lambda m, s: codicefiscale.is_valid(alnum(m)),
    'nl_bsn': lambda m, s: bsn.is_valid(digits(m)),
    'icd10_cm': lambda m, s: icd10(m),
    'aws_access_key_id': lambda m, s: entropy(m),
    'jwt': lambda m, s: jwt(m),
    # Nobody but the pack says what is plausible here: the pattern, boundary and context are compared, the check is taken as it is.
    'email_address': lambda m, s: None, 'phone_number': lambda m, s: None,
}
