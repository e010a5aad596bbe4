"""What Word and Excel files share: parts, content types, relationships, properties (ECMA-376, part 2)."""
from xml.sax.saxutils import escape, quoteattr

from writers import archive

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def relationships(targets):
    """`targets`: (kind, target); ids are rId1, rId2 in that order."""
    rows = "".join(f'<Relationship Id="rId{i}" Type="{kind if "://" in kind else f"{OFFICE}/{kind}"}" Target="{target}"/>'
                   for i, (kind, target) in enumerate(targets, 1))
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def core_properties(title, author):
    return (f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f'<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>'
            '<dcterms:created xsi:type="dcterms:W3CDTF">2024-03-15T10:15:00Z</dcterms:created></cp:coreProperties>')


def package(main, main_type, title, author, parts, types):
    """`parts`: name to text; `types`: part name to content type, for all but the properties."""
    overrides = {**types, "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"}
    rows = "".join(f'<Override PartName="/{name}" ContentType={quoteattr(kind)}/>' for name, kind in {main: main_type, **overrides}.items())
    content_types = (f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
                     '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                     f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>')
    root = relationships([("officeDocument", main), (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")])
    members = {"[Content_Types].xml": content_types, "_rels/.rels": root, **parts, "docProps/core.xml": core_properties(title, author)}
    return archive.zip_file([(name, text.encode()) for name, text in members.items()])
