"""PDF 1.4 by hand: Helvetica, several pages, letterhead, tables, footer, document information. ISO 32000-1."""
import zlib

import layout

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 595, 842, 60, 535, 790, 70
# Advance widths of Helvetica for codes 32 to 126, in thousandths (Adobe font metrics).
ADVANCES = [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, *[556] * 10, 278, 278, 584, 584, 584, 556,
            1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944,
            667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
            556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584]


def text_width(text, size):
    return sum(ADVANCES[ord(c) - 32] if 32 <= ord(c) < 127 else 556 for c in text) * size / 1000


def wrap(text, size, width):
    """Lines no wider than `width`. A word that begins with a digit stays with the one before it: numbers are not torn apart."""
    lines, line = [], ""
    for word in pieces(text):
        if line and text_width(f"{line} {word}", size) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return lines + [line]


def pieces(text):
    joined = []
    for word in text.split():
        if joined and (word[0].isdigit() or (len(word) == 1 and word.isupper())):
            joined[-1] += " " + word
        else:
            joined.append(word)
    return joined


def escaped(text):
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


class Canvas:
    """Pages of content streams and the place where the next line goes."""

    def __init__(self, document):
        self.document, self.pages, self.y = document, [], 0
        self.new_page()

    def new_page(self):
        self.pages.append([])
        self.y = TOP

    def room(self, height):
        if self.y - height < BOTTOM:
            self.new_page()

    def draw(self, x, y, text, size, font="F1"):
        self.pages[-1].append(b"BT /%s %g Tf %g %g Td (%s) Tj ET" % (font.encode(), size, x, y, escaped(text)))

    def line(self, x1, y1, x2, y2):
        self.pages[-1].append(b"0.5 w %g %g m %g %g l S" % (x1, y1, x2, y2))

    def text(self, text, size=10, font="F1", x=LEFT, width=RIGHT - LEFT):
        for line in wrap(text, size, width):
            self.room(size * 1.4)
            self.y -= size * 1.4
            self.draw(x, self.y, line, size, font)


def draw_letterhead(canvas):
    name, *rest = canvas.document.letterhead
    canvas.text(name, 15, "F2")
    for line in rest:
        canvas.text(line, 8)
    canvas.y -= 6
    canvas.line(LEFT, canvas.y, RIGHT, canvas.y)
    canvas.y -= 24


def draw_fields(canvas, block):
    for label, value in block.pairs:
        canvas.room(16)
        canvas.y -= 15
        canvas.draw(LEFT, canvas.y, f"{label}:", 10, "F2")
        canvas.draw(LEFT + text_width(f"{label}:", 10) * 1.08 + 5, canvas.y, value, 10)  # bold is a little wider
    canvas.y -= 8


def draw_row(canvas, cells, edges, font):
    wrapped = [wrap(cell, 8.5, right - left - 6) for cell, left, right in zip(cells, edges, edges[1:])]
    height = 12 * max(len(lines) for lines in wrapped) + 4
    canvas.room(height)
    for lines, left in zip(wrapped, edges):
        for i, line in enumerate(lines):
            canvas.draw(left + 3, canvas.y - 11 - 12 * i, line, 8.5, font)
    canvas.y -= height
    canvas.line(LEFT, canvas.y, RIGHT, canvas.y)


def draw_table(canvas, block):
    total, edges = sum(block.widths), [LEFT]
    for share in block.widths:
        edges.append(edges[-1] + (RIGHT - LEFT) * share / total)
    draw_row(canvas, block.head, edges, "F2")
    for row in block.rows:
        draw_row(canvas, row, edges, "F1")
    canvas.y -= 12


def draw_block(canvas, block):
    if isinstance(block, layout.Heading):
        canvas.y -= 8
        canvas.text(block.text, 12, "F2")
        canvas.y -= 4
    elif isinstance(block, layout.Paragraph):
        canvas.text(block.text)
        canvas.y -= 7
    elif isinstance(block, layout.Fields):
        draw_fields(canvas, block)
    elif isinstance(block, layout.Table):
        draw_table(canvas, block)
    else:
        canvas.new_page()


def objects(canvas):
    document, count = canvas.document, len(canvas.pages)
    kids = b" ".join(b"%d 0 R" % (6 + 2 * i) for i in range(count))
    yield b"<< /Type /Catalog /Pages 2 0 R /Lang (%s) >>" % document.language.encode()
    yield b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    for font in (b"Helvetica", b"Helvetica-Bold"):
        yield b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % font
    yield b"<< /Title (%s) /Author (%s) /Producer (corpus) /CreationDate (D:20240315101500Z) >>" % (
        escaped(document.title), escaped(document.author))
    for i, page in enumerate(canvas.pages):
        stream = zlib.compress(b"\n".join(page), 9)
        yield (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> "
               b"/Contents %d 0 R >>" % (WIDTH, HEIGHT, 7 + 2 * i))
        yield b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)


def write(document):
    canvas = Canvas(document)
    draw_letterhead(canvas)
    for block in document.blocks:
        draw_block(canvas, block)
    for i, page in enumerate(canvas.pages):
        canvas.pages, pages = [page], canvas.pages
        canvas.line(LEFT, BOTTOM - 14, RIGHT, BOTTOM - 14)
        canvas.draw(LEFT, BOTTOM - 28, document.footer, 7.5)
        canvas.draw(RIGHT - 50, BOTTOM - 28, f"{'Seite' if document.language == 'de' else 'Page'} {i + 1}/{len(pages)}", 7.5)
        canvas.pages = pages
    out, offsets = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects(canvas), 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, start)
    return bytes(out)
