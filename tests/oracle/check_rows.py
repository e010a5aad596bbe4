"""The generic rows of the check table, written again from src/detect/checks/README.md; the classic systems are python-stdnum's.
`opinion(match, check)` is True, False, or None where a row has no second implementation here."""
import base64
import datetime
import json
import math
import re
import string
import zlib

from stdnum import bitcoin, cusip, damm, luhn, verhoeff
from stdnum.iso7064 import mod_11_10, mod_11_2, mod_37_36, mod_97_10

from stdnum.nz import ird

import stdnum.iban

from schemes import CARDS

VIN = dict(zip('0123456789ABCDEFGHJKLMNPRSTUVWXYZ', [*range(10), *range(1, 9), *range(1, 6), 7, 9, *range(2, 10)]))


def digits_of(text):
    return re.sub('[^0-9]', '', text)


def alnum_of(text):
    return re.sub('[^0-9A-Z]', '', text.upper() if text.isascii() else ''.join(c.upper() if c.isascii() else c for c in text))


def digit_sum(number):
    return sum(map(int, str(number)))


def places_of(value, spec):
    """[(value or None, as written)]"""
    out, letters, chars = [], spec.get('letters', 'skip'), str(spec.get('chars', '0123456789'))
    for char in value:
        if 'map' in spec:
            at = str(spec['map']).find(char)
            out.append((at if at >= 0 else None, char))
        elif char.isdigit():
            out.append((int(char), char))
        elif letters == 'a10':
            out.append((int(char, 36), char))
        elif letters == 'a1':
            out.append((ord(char) - 64, char))
        elif letters == 'a01':
            out += [(int(d), d) for d in '%02d' % (ord(char) - 64)]
        elif letters == 'vin':
            out.append((VIN.get(char), char))
        elif char in chars and 'chars' in spec:
            out.append((None, char))
    return out


def weighted(value, spec):
    places, rule, mod = places_of(value, spec), spec.get('rule', 'sum'), spec['mod']
    check = None
    if rule != 'sum':
        check = spec.get('check_at', -1)
        check += len(places) if check < 0 else 0
    if len(places) < 2 or (check is not None and not 0 <= check < len(places)):
        return False
    if spec.get('align') == 'right' and len(places) > len(spec['weights']):
        return False
    counted = [(i, number) for i, (number, _) in enumerate(places) if i != check]
    if any(number is None for _, number in counted) or not any(number for _, number in counted):
        return False

    def total(weights):
        out = 0
        for i, number in counted:
            weight = weights[i % len(weights)] if spec.get('align') != 'right' else weights[len(weights) - len(places) + i]
            product = number * weight
            kind = spec.get('sum', 'product')
            out += digit_sum(product) if kind == 'digit_sum' else product - 9 if kind == 'less_nine' and weight != 1 and product > 9 else product
        return out % mod

    if rule == 'sum':
        return total(spec['weights']) == spec.get('target', 0)
    chars = str(spec.get('chars', '0123456789'))
    for weights in [spec['weights']] + ([spec['second']] if 'second' in spec else []):
        key = total(weights) if rule == 'remainder' else -total(weights) % mod
        if key < len(chars):
            return chars[key] == places[check][1]
    return 'second' in spec and chars[0] == places[check][1]


def number_mod(value, spec):
    head, key = value[:-spec['digits']], value[-spec['digits']:]
    if not head.strip('0'):
        return False
    rest = int(str(spec.get('prefix', '')) + head) % spec['mod']
    return int(key) == (rest if spec.get('rule', 'remainder') == 'remainder' else spec['mod'] - rest)


def years_of(key, year, spec):
    """Four-digit years that a date may mean."""
    for entry in spec['centuries']:
        keys, first, last = re.fullmatch('(.+)=([0-9]{4})-([0-9]{4})', entry).groups()
        low, _, high = keys.partition('-')
        if low <= key <= (high or low):
            yield from (y for y in range(int(first), int(last) + 1) if y % 100 == year)


def date(value, spec):
    layout = str(spec['format'])
    if len(value) != len(layout):
        return False
    field = {c: ''.join(v for v, f in zip(value, layout) if f == c) for c in 'DMYC'}
    if not (field['D'] + field['M'] + field['Y']).isdigit():
        return False
    days = [int(field['D']) - add for add in spec.get('add_day', [0])] if field['D'] else [1]
    months = [int(field['M']) - add for add in spec.get('add_month', [0])] if field['M'] else [1]
    months = [m for m in months if 1 <= m <= 12]
    if 'centuries' in spec:
        years = list(years_of(field['C'], int(field['Y']), spec))[:1]
    elif len(field['Y']) == 4:
        years = [int(field['Y'])] if spec.get('min_year', 0) <= int(field['Y']) <= spec.get('max_year', 9999) else []
    else:
        years = [2000 + int(field['Y'])] if field['Y'] else [2001]  # 29 February where YY is divisible by four
    return any(real(year or 4, month, day) for year in years for month in months[:1] for day in days)


def real(year, month, day):
    try:
        datetime.date(year, month, day)
        return True
    except ValueError:
        return False


def in_list(value, spec):
    for entry in map(str, spec['values']):
        low, _, high = entry.partition('-')
        if low <= value[:len(low)] <= (high or low) and len(value) >= len(low):
            return True
    return False


def hybrid(value, variant):
    start = re.search('[0-9]', value)
    if variant in ('mod11_10', 'mod11_2'):
        value = value[start.start():] if start else ''
    if len(value) < 2 or not value.strip('0'):
        return False
    systems = {'mod11_10': mod_11_10, 'mod11_2': mod_11_2, 'mod37_36': mod_37_36, 'mod97_10': mod_97_10}
    return systems[variant].is_valid(value) if variant in systems else None


def not_zero(module):
    return lambda value, spec: len(value) > 1 and bool(value.strip('0')) and module.is_valid(value)


def luhn_row(value, spec):
    return len(value) > 1 and bool(value.strip('0')) and luhn.is_valid(str(spec.get('prefix', '')) + value)


def fr_vat_key(value, spec):
    """Two digits: the SIREN followed by 12, modulo 97. Letters: places of an alphabet without I and O."""
    if not re.fullmatch('FR[0-9A-HJ-NP-Z]{2}[0-9]{9}', value):
        return False
    siren, (first, second) = int(value[4:]), ('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'.index(c) for c in value[2:4])
    if value[2:4].isdigit():
        return int('%d12' % siren) % 97 == int(value[2:4])
    whole, rest = divmod(first * 24 + second - 10 if first < 10 else first * 34 + second - 100, 11)
    return (siren + 1 + whole) % 11 == rest


def assigned(match, spec):
    """What stands behind a name, a sign of assignment and maybe a quotation mark; all of the match where no name is asked for."""
    names = spec.get('behind', [])
    rest = match
    if names:
        skip = spec.get('skip', 0)
        wanted = '|'.join(re.escape(n) for n in sorted([names] if isinstance(names, str) else names, key=len, reverse=True))
        places = list(re.finditer(wanted, match, re.ASCII | re.IGNORECASE))
        if not places or skip >= len(places):
            return ''
        rest = match[places[skip].end():]
        lead = re.match(r"""(?:[ \t\r\n:=>*\\"'`]|[bBuUrRL@](?=["']))*""", rest).group()
        rest = rest[len(lead):]
        quote = re.search(r"""["'`](?=[^ \t:=>"'`]*$)""", lead)
        rest = re.split(re.escape(quote.group()), rest)[0].rstrip('\\') if quote else re.split(r'[ \t\r\n;]', rest)[0]
        if not quote:
            rest = rest.rstrip('.,;:)]}"\'`*\\')
    return re.split('[%s]' % re.escape(spec['until']), rest)[0] if 'until' in spec else rest


def entropy(match, spec):
    text = assigned(match, spec).encode()
    shares = [text.count(c) / len(text) for c in set(text)]
    return bool(text) and -sum(p * math.log2(p) for p in shares) >= spec['min'] - 1e-9


def decoded(text):
    """Strict: bits left over must be zero. None: no base64."""
    text = text.rstrip('=').replace('-', '+').replace('_', '/')
    if not re.fullmatch('[A-Za-z0-9+/]*', text) or len(text) % 4 == 1:
        return None
    data = base64.b64decode(text + '=' * (-len(text) % 4))
    return data if base64.b64encode(data).decode().rstrip('=') == text else None


def base64_row(match, spec):
    data = decoded(assigned(match, spec))
    if not data or 'sizes' in spec and len(data) not in spec['sizes'] or spec.get('holds', '').encode() not in data:
        return False
    if spec.get('form', 'bytes') == 'bytes':
        return True
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    return bool(re.fullmatch('[0-9]+', text)) if spec['form'] == 'digits' else not re.search('[\0-\x08\x0b\x0c\x0e-\x1f]', text)


def base64_json(match, spec):
    parts = match.split('.')
    data = decoded(parts[spec.get('segment', 0)]) if spec.get('segment', 0) < len(parts) else None
    try:
        value = json.loads(data) if data else None
    except ValueError:
        return False
    return isinstance(value, dict) and spec['key'] in value


def crc32_row(match, spec):
    alphabet = {'base62': string.digits + string.ascii_uppercase + string.ascii_lowercase,
                'base36': string.digits + string.ascii_lowercase, 'hex': '0123456789abcdef'}[spec['base']]
    body, said = match[:-spec['digits']], match[-spec['digits']:]
    number = 0
    for char in said:
        if char not in alphabet:
            return False
        number = number * len(alphabet) + alphabet.index(char)
    return bool(body) and number == zlib.crc32(body.encode())


def card_brand(value, spec):
    """The six big schemes; None for what others may have issued."""
    wanted = (spec.get('brands') or list(CARDS)) if isinstance(spec, dict) else list(CARDS)
    if any(value.startswith(CARDS[b][0]) and len(value) in CARDS[b][1] for b in wanted if b in CARDS):
        return True
    return False if isinstance(spec, dict) and 'brands' in spec and set(wanted) <= set(CARDS) else None


def mrz(match, spec):
    """ICAO 9303 parts 4 to 7: which field has its check digit where, by the form of the zone."""
    zone = re.sub('[ \r\n]', '', match)
    if re.search('[^0-9A-Z<]', zone) or len(zone) not in (36, 44, 72, 88, 90):
        return False
    visa, td1 = zone[0] == 'V', len(zone) == 90

    def digit(*fields):
        return str(sum((0 if c == '<' else int(c, 36)) * (7, 3, 1)[i % 3] for i, c in enumerate(''.join(fields))) % 10)

    width = 30 if td1 else {36: 36, 72: 36}.get(len(zone), 44)
    upper, line = zone[:width], zone[30:60] if td1 else zone[-width:]
    number, more = (upper[5:15], upper[15:]) if td1 else (line[:10], line[28:35] if width == 36 and not visa else '')
    birth, expiry = (line[0:7], line[8:15]) if td1 else (line[13:20], line[21:28])
    if number[9] == '<' and '<' in more and not visa:
        whole = more[:more.index('<')]
        right = len(whole) > 1 and digit(number[:9], '<', whole[:-1]) == whole[-1]
    else:
        right = digit(number[:9]) == number[9]
    for day in (birth, expiry):
        right = right and digit(day[:6]) == day[6] and bool(re.fullmatch('0[1-9]|1[0-2]|<<', day[2:4]) and re.fullmatch('0[1-9]|[12][0-9]|3[01]|<<', day[4:6]))
    if td1:
        right = right and digit(upper[5:], birth, expiry, line[18:29]) == line[29]
    elif not visa:
        right = right and digit(line[:10], birth, line[21:-1]) == line[-1]
    if width == 44 and not visa:
        personal = line[28:42]
        right = right and (digit(personal) == line[42] or not personal.strip('<') and line[42] == '<')
    return right and bool(number[:9].strip('<'))


def nz_nhi(value, spec):
    """HISO 10046: letters from A = 1 without I and O, weights 7 to 2; a digit modulo 11 or a letter modulo 23."""
    letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
    if len(value) != 7 or re.search('[^0-9A-HJ-NP-Z]', value):
        return False
    total = sum((int(c) if c.isdigit() else letters.index(c) + 1) * (7 - i) for i, c in enumerate(value[:6]))
    if value[6].isdigit():
        return total % 11 != 0 and int(value[6]) == (11 - total % 11) % 10
    return letters.index(value[6]) + 1 == 23 - total % 23


def luhn_alnum(value, spec):
    if len(value) < 2 or not value.strip('0'):
        return False
    if spec['variant'] == 'base36':
        return luhn.is_valid(value, alphabet='0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    return luhn.is_valid(''.join(str(int(c, 36)) for c in value))


ROWS = {  # name: (form, function)
    'luhn_alnum': (alnum_of, luhn_alnum), 'cusip': (str, lambda v, s: cusip.is_valid(v)), 'bitcoin_address': (str, lambda v, s: bitcoin.is_valid(v)),
    'mrz': (str, mrz), 'nz_ird': (digits_of, lambda v, s: ird.is_valid(v)), 'nz_nhi': (alnum_of, nz_nhi),
    'card_brand': (digits_of, card_brand),
    'damm': (digits_of, not_zero(damm)), 'luhn': (digits_of, luhn_row), 'number_mod': (digits_of, number_mod),
    'verhoeff': (digits_of, lambda v, s: not_zero(verhoeff)(v[:s['skip']] + v[s['skip'] + 1:] if 'skip' in s else v, s)),
    'fr_vat_key': (alnum_of, fr_vat_key),
    'weighted': (alnum_of, weighted), 'date': (alnum_of, date), 'prefix': (alnum_of, in_list),
    'table': (alnum_of, lambda v, s: v in set(map(str, s['values']))), 'iso7064': (alnum_of, lambda v, s: hybrid(v, s['variant'])),
    'base64': (str, base64_row), 'base64_json': (str, base64_json), 'crc32': (str, crc32_row), 'entropy': (str, entropy),
    'iban': (alnum_of, lambda v, s: stdnum.iban.is_valid(v)),
}


def part_of(value, part):
    begin, end = part
    begin = begin + len(value) if begin < 0 else begin
    end = end + len(value) if end <= 0 else end
    return value[begin:end] if 0 <= begin < end <= len(value) else None


def row_opinion(match, name, spec):
    if name not in ROWS:
        return None
    spec = spec if isinstance(spec, dict) else {'variant': spec}
    form, function = ROWS[name]
    value = form(match)
    if 'part' in spec:
        value = part_of(value, spec['part'])
    return False if not value else function(value, spec)


def opinion(match, check):
    said = []
    for name, spec in check.items():
        for one in spec if isinstance(spec, list) and spec and isinstance(spec[0], dict) else [spec]:
            said.append(row_opinion(match, name, one))
    return False if False in said else None if None in said else True
