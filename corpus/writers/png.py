"""A picture of a screen: text drawn with a 5 x 7 font, boxes, a title bar. PNG (ISO/IEC 15948), 8 bit palette."""
import struct
import zlib

SCALE = 2
PALETTE = [(250, 250, 250), (30, 30, 30), (34, 74, 130), (255, 255, 255), (225, 229, 235)]
PAPER, INK, BAR, BAR_INK, BOX = range(5)
# Five columns a glyph, lowest bit on top, codes 32 to 126.
GLYPHS = bytes.fromhex(
    "0000000000" "00005f0000" "0007000700" "147f147f14" "242a7f2a12" "2313086462" "3649552250" "0005030000" "001c224100" "0041221c00"
    "14083e0814" "08083e0808" "0050300000" "0808080808" "0060600000" "2010080402" "3e5149453e" "00427f4000" "4261514946" "2141454b31"
    "1814127f10" "2745454539" "3c4a494930" "0171090503" "3649494936" "064949291e" "0036360000" "0056360000" "0814224100" "1414141414"
    "0041221408" "0201510906" "324979413e" "7e1111117e" "7f49494936" "3e41414122" "7f4141221c" "7f49494941" "7f09090901" "3e4149497a"
    "7f0808087f" "00417f4100" "2040413f01" "7f08142241" "7f40404040" "7f020c027f" "7f0408107f" "3e4141413e" "7f09090906" "3e4151215e"
    "7f09192946" "4649494931" "01017f0101" "3f4040403f" "1f2040201f" "3f4038403f" "6314081463" "0708700807" "6151494543" "007f414100"
    "0204081020" "0041417f00" "0402010204" "4040404040" "0001020400" "2054545478" "7f48444438" "3844444420" "384444487f" "3854545418"
    "087e090102" "0c5252523e" "7f08040478" "00447d4000" "2040443d00" "7f10284400" "00417f4000" "7c04180478" "7c08040478" "3844444438"
    "7c14141408" "081414187c" "7c08040408" "4854545420" "043f444020" "3c4040207c" "1c2040201c" "3c4030403c" "4428102844" "0c5050503c"
    "4464544c44" "0008364100" "00007f0000" "0041360800" "0804081008")


class Screen:
    def __init__(self, width, height):
        self.width, self.height = width, height
        self.rows = [bytearray([PAPER]) * width for _ in range(height)]

    def box(self, x, y, width, height, color):
        for row in self.rows[y:y + height]:
            row[x:x + width] = bytes([color]) * width

    def text(self, x, y, text, color=INK):
        for at, char in enumerate(text):
            glyph = GLYPHS[(ord(char) - 32) * 5:(ord(char) - 31) * 5]
            for column, bits in enumerate(glyph):
                for line in range(7):
                    if bits >> line & 1:
                        self.box(x + (at * 6 + column) * SCALE, y + line * SCALE, SCALE, SCALE, color)

    def png(self):
        raw = b"".join(b"\0" + bytes(row) for row in self.rows)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 3, 0, 0, 0)
        return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"PLTE", bytes(sum(PALETTE, ()))) +
                chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
