"""Word files: styles, letterhead in the header, page numbers in the footer, tables, comments, and text cut into runs as Word
itself cuts it."""
from xml.sax.saxutils import escape

import layout
from writers import ooxml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RUN_LENGTH = 23  # Word splits where spelling or a revision changes; a fixed length splits in the middle of numbers too


def run(text, bold=""):
    return f'<w:r>{bold}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text, style="", bold=False):
    mark = "<w:rPr><w:b/></w:rPr>" if bold else ""
    runs = "".join(run(text[i:i + RUN_LENGTH], mark) for i in range(0, len(text), RUN_LENGTH))
    return f'<w:p>{f"<w:pPr><w:pStyle w:val={chr(34)}{style}{chr(34)}/></w:pPr>" if style else ""}{runs}</w:p>'


def row(cells, widths, bold=False):
    return "<w:tr>" + "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width * 90}" w:type="dxa"/></w:tcPr>{paragraph(cell, bold=bold)}</w:tc>'
                              for cell, width in zip(cells, widths)) + "</w:tr>"


def table(rows, widths, head=None):
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width * 90}"/>' for width in widths)
    body = (row(head, widths, True) if head else "") + "".join(row(cells, widths) for cells in rows)
    return f"<w:tbl><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>" + paragraph("")


def block_xml(block):
    if isinstance(block, layout.Heading):
        return paragraph(block.text, "Heading1")
    if isinstance(block, layout.Paragraph):
        return paragraph(block.text)
    if isinstance(block, layout.Fields):
        return table([[f"{label}:", value] for label, value in block.pairs], [35, 65])
    if isinstance(block, layout.Table):
        return table(block.rows, block.widths, block.head)
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def comments_xml(comments):
    rows = "".join(f'<w:comment w:id="{i}" w:author="{escape(author)}" w:date="2024-03-15T10:15:00Z">{paragraph(text)}</w:comment>'
                   for i, (author, text) in enumerate(comments))
    return f"{ooxml.HEAD}<w:comments {W}>{rows}</w:comments>"


def anchors(count):
    return "".join(f'<w:p><w:r><w:commentReference w:id="{i}"/></w:r></w:p>' for i in range(count))


def write(document):
    name, *rest = document.letterhead
    body = "".join(block_xml(block) for block in document.blocks) + anchors(len(document.comments))
    section = ('<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>'
               '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>')
    styles = (f'{ooxml.HEAD}<w:styles {W}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
              '<w:rPr><w:sz w:val="21"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
              '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style></w:styles>')
    parts = {
        "word/document.xml": f'{ooxml.HEAD}<w:document {W} xmlns:r="{ooxml.OFFICE}"><w:body>{body}{section}</w:body></w:document>',
        "word/styles.xml": styles,
        "word/header1.xml": f"{ooxml.HEAD}<w:hdr {W}>{paragraph(name, bold=True)}{''.join(map(paragraph, rest))}</w:hdr>",
        "word/footer1.xml": f"{ooxml.HEAD}<w:ftr {W}>{paragraph(document.footer)}</w:ftr>",
    }
    types = {"word/styles.xml": f"{KIND}.styles+xml", "word/header1.xml": f"{KIND}.header+xml", "word/footer1.xml": f"{KIND}.footer+xml"}
    targets = [("styles", "styles.xml"), ("header", "header1.xml"), ("footer", "footer1.xml")]
    if document.comments:
        parts["word/comments.xml"] = comments_xml(document.comments)
        types["word/comments.xml"] = f"{KIND}.comments+xml"
        targets.append(("comments", "comments.xml"))
    parts["word/_rels/document.xml.rels"] = ooxml.relationships(targets)
    return ooxml.package("word/document.xml", f"{KIND}.document.main+xml", document.title, document.author, parts, types)
