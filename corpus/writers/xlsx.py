"""Excel workbooks: shared strings, numbers as numbers, dates as serial numbers with a format, hidden sheets."""
import dataclasses
import datetime
from xml.sax.saxutils import escape, quoteattr

from writers import ooxml

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PLAIN, BOLD, MONEY, DATE = range(4)


@dataclasses.dataclass
class Sheet:
    name: str
    rows: list  # of str, int, float, date or None; the first row with more than one cell is set in bold
    hidden: bool = False


class Strings:
    def __init__(self):
        self.index, self.uses = {}, 0

    def number(self, text):
        self.uses += 1
        return self.index.setdefault(text, len(self.index))

    def xml(self):
        rows = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self.index)
        return f'{ooxml.HEAD}<sst {S} count="{self.uses}" uniqueCount="{len(self.index)}">{rows}</sst>'


def column(number):
    return chr(65 + number) if number < 26 else chr(64 + number // 26) + chr(65 + number % 26)


def cell(place, value, strings, bold):
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" s="{BOLD if bold else PLAIN}" t="s"><v>{strings.number(value)}</v></c>'
    if isinstance(value, datetime.date):
        return f'<c r="{place}" s="{DATE}"><v>{(value - datetime.date(1899, 12, 30)).days}</v></c>'
    return f'<c r="{place}" s="{MONEY if isinstance(value, float) else PLAIN}"><v>{value}</v></c>'


def sheet_xml(sheet, strings):
    head = next((i for i, cells in enumerate(sheet.rows) if len(cells) > 1 and all(isinstance(c, str) for c in cells)), -1)
    rows = "".join(f'<row r="{i + 1}">' + "".join(cell(f"{column(j)}{i + 1}", value, strings, i == head) for j, value in enumerate(cells)) +
                   "</row>" for i, cells in enumerate(sheet.rows))
    return f"{ooxml.HEAD}<worksheet {S}><sheetData>{rows}</sheetData></worksheet>"


STYLES = (f'{ooxml.HEAD}<styleSheet {S}><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00"/></numFmts>'
          '<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>'
          '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
          '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/>'
          '<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>')


def write(title, author, sheets):
    strings, parts, types, entries = Strings(), {}, {}, ""
    for i, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{i}.xml"] = sheet_xml(sheet, strings)
        types[f"xl/worksheets/sheet{i}.xml"] = f"{KIND}.worksheet+xml"
        hidden = ' state="hidden"' if sheet.hidden else ""
        entries += f'<sheet name={quoteattr(sheet.name)} sheetId="{i}"{hidden} r:id="rId{i}"/>'
    parts["xl/workbook.xml"] = f'{ooxml.HEAD}<workbook {S} xmlns:r="{ooxml.OFFICE}"><sheets>{entries}</sheets></workbook>'
    parts["xl/styles.xml"], parts["xl/sharedStrings.xml"] = STYLES, strings.xml()
    types.update({"xl/styles.xml": f"{KIND}.styles+xml", "xl/sharedStrings.xml": f"{KIND}.sharedStrings+xml"})
    targets = [("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(sheets) + 1)]
    parts["xl/_rels/workbook.xml.rels"] = ooxml.relationships(targets + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")])
    return ooxml.package("xl/workbook.xml", f"{KIND}.sheet.main+xml", title, author, parts, types)
