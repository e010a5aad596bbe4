"""CAD drawings in the text form of AutoCAD R12: pairs of group code and value."""


class Drawing:
    def __init__(self):
        self._pairs = [(0, "SECTION"), (2, "HEADER"), (9, "$ACADVER"), (1, "AC1009"), (0, "ENDSEC"), (0, "SECTION"), (2, "ENTITIES")]

    def line(self, x1, y1, x2, y2, layer="OUTLINE"):
        self._pairs += [(0, "LINE"), (8, layer), (10, x1), (20, y1), (30, 0.0), (11, x2), (21, y2), (31, 0.0)]

    def circle(self, x, y, radius, layer="HOLES"):
        self._pairs += [(0, "CIRCLE"), (8, layer), (10, x), (20, y), (30, 0.0), (40, radius)]

    def text(self, x, y, text, height=3.5, layer="TEXT"):
        self._pairs += [(0, "TEXT"), (8, layer), (10, x), (20, y), (30, 0.0), (40, height), (1, text)]

    def rectangle(self, x, y, width, height, layer="OUTLINE"):
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1]):
            self.line(x1, y1, x2, y2, layer)

    def dxf(self):
        pairs = self._pairs + [(0, "ENDSEC"), (0, "EOF")]
        return "".join(f"{code:3d}\r\n{value}\r\n" for code, value in pairs).encode("cp1252")
