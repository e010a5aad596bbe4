"""A text in the making: what is written, and which stretches of it are what. Positions are bytes of UTF-8."""
import dataclasses
import re


@dataclasses.dataclass
class Value:
    """Something to be found. `inside`: patterns of pieces that may be found as well, with their detectors."""
    detector: str
    text: str
    also: tuple = ()
    within: tuple = ()
    optional: bool = False
    core: str = ""  # regex whose first group is the value proper; empty: all of it


class Draft:
    def __init__(self):
        self._parts, self._size, self.labels = [], 0, []

    def write(self, text):
        self._parts.append(text)
        self._size += len(text.encode())
        return self

    def value(self, value, shown=None):
        """Writes `value`; `shown` is how it looks here (escaped), with the same meaning."""
        text = value.text if shown is None else shown
        begin, size = self._size, len(text.encode())
        hit = re.search(value.core, text) if value.core else None
        if hit and hit.group(1):
            begin += len(text[:hit.start(1)].encode())
            size = len(hit.group(1).encode())
            proper = hit.group(1)
        else:
            proper = text
        if proper != text:  # the rest of it may be found as well
            whole = {"detector": value.detector, "begin": self._size, "end": self._size + len(text.encode()), "value": text}
            self.labels.append({**whole, "within": list(value.within), "optional": True})
        label = {"detector": value.detector, "begin": begin, "end": begin + size, "value": proper}
        for key in ("also", "within"):
            if getattr(value, key):
                label[key] = list(getattr(value, key))
        if value.optional:
            label["optional"] = True
        self.labels.append(label)
        return self.write(text)

    def fill(self, template, **slots):
        """Writes `template` with {name} replaced: by a Value, by text, or by a list of both."""
        for piece in re.split(r"(\{\w+\})", template):
            name = piece[1:-1] if piece.startswith("{") and piece.endswith("}") else None
            if name is None or name not in slots:
                self.write(piece)
            else:
                self.put(slots[name])
        return self

    def put(self, what):
        if isinstance(what, Value):
            self.value(what)
        elif isinstance(what, str):
            self.write(what)
        else:
            for one in what:
                self.put(one)

    @property
    def text(self):
        return "".join(self._parts)
