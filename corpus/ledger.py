"""What a document really holds, written down while it is made: the truth that a scan is held against. Of a value that spans
several lines (a private key) the first line stands for it."""

import re


class Ledger:
    def __init__(self):
        self._counts = {}

    def put(self, detector, value, times=1):
        """Notes that `value` stands in the document `times` times and returns it."""
        self._counts[detector, value] = self._counts.get((detector, value), 0) + times
        return value

    def add(self, other):
        """Notes everything of a document that is inside this one."""
        for (detector, value), count in other._counts.items():
            self.put(detector, value, count)

    def add_part(self, other, text):
        """Notes what of `other` stands in `text`, a table of which only the first part is there."""
        fields = re.split("[;\\r\\n]", text)
        for (detector, value), count in other._counts.items():
            there = min(count, max(fields.count(value), text.count(value) if len(value) > 12 else 0))
            if there:
                self.put(detector, value, there)

    def findings(self):
        return [{"detector": detector, "value": value, "count": count} for (detector, value), count in sorted(self._counts.items())]
