"""What python-stdnum says of a number, and where its word does not count.

python-stdnum refuses people who are not born yet; the rules know no clock. So it is asked twice, with its clock at the end of 2025
and of 2057 (the centuries of all numbers still fit): where the answers differ its word does not count.
"""
import datetime
import importlib
import re

import stdnum

from check_rows import opinion

# Systems that many schemes use: they judge what the rule's check hands them (prefix and part), beside its other rows.
SYSTEMS = {'luhn', 'verhoeff', 'damm'}
# Modules that know the registry of networks or makers: what they miss may exist, so near misses are not theirs to judge.
REGISTRIES = {'imsi', 'mac'}
# Modules that were coarser, or whose tables of places were out of date, before this version: an older python-stdnum cannot judge.
NEEDS_VERSION = dict.fromkeys(('be.nn', 'bic', 'cz.rc', 'fr.nif', 'my.nric', 'ro.cnp', 'sk.rc'), (2, 0))
# Where a module and the law part: letters and digits of numbers on which its word does not count.
NO_WORD = {
    'mac': r'[Ff]{12}|0{12}',
    'iban': r'..(?:00|01|99).*',  # it takes keys that ISO 13616 does not give out
    'us.rtn': r'(?!0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80).*',  # it takes prefixes that the ABA does not give out
    'us.itin': r'9\d\d(?:5\d|6[0-5])\d{4}',  # it does not know the groups given out since 2018 (IRM 3.21.263)
    'it.codicefiscale': r'.{9}[89UV].*',  # it takes days beyond 71
    'pt.cc': r'.{0,11}|.{13,}',  # it takes any length
    'de.idnr': r'\d*(\d)\1\1\d*',  # it allows three equal digits in a row, the BZSt does not
    'se.personnummer': r'(?:\d{2})?\d{4}[6-9]\d{5}',  # it does not know the day + 60 of a samordningsnummer (SKV 707)
}


class StoppedDate(datetime.date):
    year_now = 2057

    @classmethod
    def today(cls):
        return cls(cls.year_now, 12, 31)


datetime.date = StoppedDate  # before any module of stdnum is loaded


def modules_of(spec):
    """([(name, module)], names that this python-stdnum lacks)"""
    found, lacking = [], []
    version = tuple(map(int, re.findall('[0-9]+', stdnum.__version__)[:2]))
    for name in (part.strip().removeprefix('stdnum.') for part in spec['stdnum'].split('|')):
        try:
            module = importlib.import_module('stdnum.' + name)
        except ImportError:
            module = None
        if module is None or version < NEEDS_VERSION.get(name, (0, 0)):
            lacking.append(name)
        else:
            found.append((name, module))
    return found, lacking


class Judge:
    """python-stdnum's word on one kind of number, and the rule's own reject list."""

    def __init__(self, spec, lists, patterns):
        self.modules, self.lacking = modules_of(spec)
        self.patterns = patterns
        self.registry = any(name in REGISTRIES for name, _ in self.modules)
        self.spec, self.lists, self.calls = spec, lists, 0
        self.no_word = [re.compile(NO_WORD[name]) for name in NO_WORD if name in spec['stdnum'].split('|')]
        self.known = {}

    def valid(self, text):
        """In 2057."""
        return self._asked(text, 2057)

    def _asked(self, text, year):
        if (text, year) not in self.known:
            StoppedDate.year_now = year
            self.known[text, year] = any(self._says(name, module, text) for name, module in self.modules)
        return self.known[text, year]

    def _says(self, name, module, text):
        self.calls += 1
        if name in SYSTEMS:
            return any(name in p.check and opinion(text, p.check) for p in self.patterns if p.regex.fullmatch(text))
        bare = re.sub('[^0-9A-Za-z]', '', text)
        try:
            return any(module.is_valid(form) for form in dict.fromkeys((text, bare, bare.upper())))
        except Exception:  # some modules stumble over what others refuse
            return False

    def undecided(self, text):
        bare = re.sub('[^0-9A-Za-z]', '', text)
        checks = [p.check for p in self.patterns if p.regex.fullmatch(text)]
        if any(name in SYSTEMS and (name not in check or opinion(text, check) is None) for name, _ in self.modules for check in checks):
            return True  # a form without the check digit, or with a row that has no second implementation
        return any(regex.fullmatch(bare) for regex in self.no_word) or self._asked(text, 2025) != self._asked(text, 2057)

    def rejected(self, text):
        reject = self.spec.get('reject') or {}
        value = self._value(text)
        names = reject.get('lists', [])
        listed = [self.lists.get(name, ()) for name in ([names] if isinstance(names, str) else names)]
        patterns = reject.get('patterns', [])
        patterns = [patterns] if isinstance(patterns, str) else patterns
        values = reject.get('values', [])
        values = [values] if isinstance(values, str) else values
        return value in map(str, values) or any(value in some for some in listed) or any(re.fullmatch(p, value, re.ASCII) for p in patterns)

    def _value(self, text):
        form = self.spec.get('value', 'alnum')
        if form == 'digits':
            return re.sub('[^0-9]', '', text)
        return text.lower() if form == 'lower' else text if form == 'exact' else re.sub('[^0-9A-Za-z]', '', text).upper()
