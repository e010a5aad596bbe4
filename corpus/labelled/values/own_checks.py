"""Checks of schemes that python-stdnum does not know, from the published descriptions; each says yes or no to a compact number."""
import importlib

from values.shapes import UPPER, luhn_ok, weighted

_LETTERS = {c: i + 1 for i, c in enumerate(UPPER)}


def _digit_sum(n):
    return n // 10 + n % 10


def de_card(text):  # ICAO 9303: weights 7, 3, 1
    return weighted(text[:-1], [7, 3, 1] * 4, 10) == int(text[-1], 36)


def de_idnr(text):
    """As python-stdnum, and no digit three times in a row, which the law rules out."""
    return not any(text[i] * 3 == text[i:i + 3] for i in range(8)) and importlib.import_module("stdnum.de.idnr").is_valid(text)


def de_kvnr(text):
    digits = f"{_LETTERS[text[0]]:02d}" + text[1:9]
    return sum(_digit_sum(int(d) * (1 + i % 2)) for i, d in enumerate(digits)) % 10 == int(text[9])


def de_lanr(text):
    return (10 - weighted(text[:6], [4, 9] * 3, 10)) % 10 == int(text[6])


def de_licence(text):
    rest = weighted(text[:9], range(9, 0, -1), 11)
    return text[9] == ("X" if rest == 10 else str(rest))


def de_rvnr(text):
    digits = text[:8] + f"{_LETTERS[text[8]]:02d}" + text[9:11]
    return sum(_digit_sum(int(d) * w) for d, w in zip(digits, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1])) % 10 == int(text[11])


def de_ik(text):
    return sum(_digit_sum(int(d) * w) for d, w in zip(text[2:8], [2, 1] * 3)) % 10 == int(text[8])


def de_pzn(text):
    return weighted(text[:7], range(1, 8), 11) == int(text[7])


def us_dea(text):
    d = [int(c) for c in text[2:]]
    return (d[0] + d[2] + d[4] + 2 * (d[1] + d[3] + d[5])) % 10 == d[6]


def us_npi(text):
    return luhn_ok("80840" + text)


def au_medicare(text):
    return weighted(text[:8], [1, 3, 7, 9] * 2, 10) == int(text[8])


def pl_id_card(text):
    return weighted(text[:3] + text[4:], [7, 3, 1, 7, 3, 1, 7, 3], 10) == int(text[3])


def pl_passport(text):
    return weighted(text[:2] + text[3:], [7, 3, 1, 7, 3, 1, 7, 3], 10) == int(text[2])


def mod11_10_to_2(text):  # CHI numbers, as NHS numbers
    return (11 - weighted(text[:9], range(10, 1, -1), 11)) % 11 == int(text[9])


def hk_id(text):
    letters = ([36] if len(text) == 8 else []) + [int(c, 36) for c in text[:-1]]
    rest = (11 - sum(v * w for v, w in zip(letters, range(9, 1, -1))) % 11) % 11
    return text[-1] == "0123456789A"[rest]


def hu_personal(text):  # 1..10 for births before 1997
    return weighted(text[:10], range(1, 11), 11) == int(text[10])


def hu_taj(text):
    return weighted(text[:8], [3, 7] * 4, 10) == int(text[8])


def nz_nhi(text):
    values = ["ABCDEFGHJKLMNPQRSTUVWXYZ".index(c) + 1 for c in text[:3]] + [int(c) for c in text[3:6]]
    rest = sum(v * w for v, w in zip(values, range(7, 1, -1))) % 11
    return rest != 0 and (11 - rest) % 10 == int(text[6])


def pt_niss(text):
    return 9 - sum(int(d) * w for d, w in zip(text, [29, 23, 19, 17, 13, 11, 7, 5, 3, 2])) % 10 == int(text[10])


def sg_nric(text):
    total = sum(int(d) * w for d, w in zip(text[1:8], [2, 7, 6, 5, 4, 3, 2])) + (4 if text[0] in "TG" else 0)
    return text[8] == ("JZIHGFEDCBA" if text[0] in "ST" else "XWUTRQPNMLK")[total % 11]


def tw_id(text):
    order = {c: i + 10 for i, c in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO")}
    digits = str(order[text[0]]) + text[1:]
    return sum(int(d) * w for d, w in zip(digits, [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1])) % 10 == 0


def es_naf(text):
    return int(text[:10]) % 97 == int(text[10:])


def vin(text):
    values = dict(zip("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", [*range(10), *range(1, 9), *range(1, 6), 7, 9, *range(2, 10)]))
    rest = sum(values[c] * w for c, w in zip(text, [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2])) % 11
    return text[8] == ("X" if rest == 10 else str(rest))


def not_all(text):
    return True


luhn = luhn_ok
