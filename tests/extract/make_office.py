#!/usr/bin/env python3
"""Writes the inputs of the golden tests for Office packages: tests/extract/ooxml/*.in

    make_office.py              (standard library only)

Minimal packages by hand, one hidden place after the other. Deterministic. All people and numbers are invented.
"""
import io, os, zipfile

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'ooxml')
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' \
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' \
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="urn:wps"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' \
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
MAIN = {'docx': ('word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'),
        'xlsx': ('xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'),
        'pptx': ('ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml')}


def rels(*rows):
    """rows: (id, kind, target[, 'External'])"""
    return HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + ''.join(
        '<Relationship Id="%s" Type="%s%s" Target="%s"%s/>' % (r[0], TYPE, r[1], r[2], ' TargetMode="External"' if len(r) > 3 else '')
        for r in rows) + '</Relationships>'


def put(name, kind, parts, types=''):
    main, content_type = MAIN[kind]
    all_parts = {'[Content_Types].xml': HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                 '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/'
                 'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/%s" ContentType="%s"/>%s</Types>' % (main, content_type, types),
                 '_rels/.rels': rels(('rId1', 'officeDocument', main))}
    all_parts.update(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
        for part, data in all_parts.items():
            info = zipfile.ZipInfo(part, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, data)
    with open(os.path.join(HERE, name + '.in'), 'wb') as f:
        f.write(out.getvalue())


def p(*runs):
    return '<w:p>' + ''.join(runs) + '</w:p>'


def r(text, props=''):
    return '<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>' % ('<w:rPr>%s</w:rPr>' % props if props else '', text)


def doc(body, root='document'):
    inner = '<w:body>%s</w:body>' % body if root == 'document' else body
    return HEAD + '<w:%s %s>%s</w:%s>' % (root, W, inner, root)


def cell(*paragraphs, span=0):
    return '<w:tc>%s%s</w:tc>' % ('<w:tcPr><w:gridSpan w:val="%d"/></w:tcPr>' % span if span else '', ''.join(paragraphs))


def table(columns, *rows):
    return '<w:tbl><w:tblGrid>%s</w:tblGrid>%s</w:tbl>' % ('<w:gridCol w:w="100"/>' * columns, ''.join('<w:tr>%s</w:tr>' % ''.join(row) for row in rows))


def word():
    main = MAIN['docx'][0]
    put('docx-runs', 'docx', {main: doc(p(r('DE89 3704'), r(' 0044 05', '<w:b/>'), r('32 0130 00')) + p(r('one'), '<w:r><w:tab/></w:r>', r('two'), '<w:r><w:br/></w:r>', r('three'))
        + p(r('co'), '<w:r><w:noBreakHyphen/></w:r>', r('op'), '<w:proofErr w:type="spellStart"/>', r('erate')))})
    put('docx-hidden', 'docx', {main: doc(p(r('seen '), r('hidden', '<w:vanish/>'))
        + p('<w:del w:id="1" w:author="Erika Muster"><w:r><w:delText>deleted</w:delText></w:r></w:del>', '<w:ins w:id="2" w:author="Erika Muster">' + r('inserted') + '</w:ins>')
        + p('<w:moveFrom w:id="3" w:author="Max Muster">' + r('moved away') + '</w:moveFrom>')
        + p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:a@example.org" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>', r('write'), '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p('<w:fldSimple w:instr="AUTHOR">' + r('E. Muster') + '</w:fldSimple>')
        + p('<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="photo of the passport" title="passport"/></wp:inline></w:drawing></w:r>', r('text goes on'))
        + p('<w:sdt><w:sdtPr><w:alias w:val="Tax number"/><w:tag w:val="tax"/></w:sdtPr><w:sdtContent>' + r('12/345/67890') + '</w:sdtContent></w:sdt>')
        + p('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="x"/><w:helpText w:val="your insurance number"/><w:textInput><w:default w:val="A123"/></w:textInput></w:ffData></w:fldChar></w:r>')
        + p('<w:bookmarkStart w:id="0" w:name="Client_4711"/><w:bookmarkStart w:id="1" w:name="_GoBack"/>', r('end')) + '<!-- a comment in the markup -->')})
    box = '<w:txbxContent>' + p(r('text in the box')) + '</w:txbxContent>'
    put('docx-alternates', 'docx', {main: doc(p('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>' + box + '</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>' + box
        + '</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>') + p('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>' + box
        + '</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>' + p(r('only old readers see this')) + p(r('text in the box')) + '</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>')
        + p('<w:r><w:pict><v:shape alt="old picture"><v:textpath string="WORDART"/></v:shape></w:pict></w:r>'))})
    put('docx-table', 'docx', {main: doc(table(3, [cell(p(r('Name'))), cell(p(r('Social security'))), cell(p(r('City')))],
                                                [cell(p(r('Erika Muster'))), cell(p(r('078-05'), r('-1120'))), cell(p(r('Bonn')))], [cell(p(r('wide')), span=2), cell(p(r('Ulm')))])
        + p(r('between')) + table(2, [cell(p(r('Tax ID'))), cell(p(r('86095742719')))], [cell(p(r('Phone'))), cell(p(r('030 1234567')))])
        + table(4, [cell(p(r('IBAN:'))), cell(p(r('DE02'))), cell(p(r('BIC:'))), cell(p(r('ABCDEFGH')), table(1, [cell(p(r('inner')))]))]))})
    put('docx-stories', 'docx', {main: doc(p(r('body'))), 'word/_rels/document.xml.rels': rels(
            ('rId1', 'header', 'header1.xml'), ('rId2', 'footer', 'footer1.xml'), ('rId3', 'footnotes', 'footnotes.xml'), ('rId4', 'endnotes', '/word/endnotes.xml'),
            ('rId5', 'comments', 'comments.xml'), ('rId6', 'hyperlink', 'https://example.org/?client=4711', 'External'), ('rId7', 'glossaryDocument', 'glossary/document.xml'),
            ('rId8', 'image', 'media/image1.png'), ('rId9', 'package', 'embeddings/sheet.xlsx'), ('rId10', 'settings', 'settings.xml'), ('rId11', 'aFChunk', 'chunk.html'),
            ('rId12', 'font', 'fonts/font1.odttf'), ('rId13', 'vbaProject', 'vbaProject.bin'), ('rId14', 'customXml', '../customXml/item1.xml'), ('rId15', 'image', 'media/missing.png')),
        'word/header1.xml': doc(p(r('in the header')), 'hdr'), 'word/footer1.xml': doc(p(r('in the footer')), 'ftr'),
        'word/footnotes.xml': doc('<w:footnote w:id="1">' + p(r('a footnote')) + '</w:footnote>', 'footnotes'), 'word/endnotes.xml': doc('<w:endnote w:id="1">' + p(r('an endnote')) + '</w:endnote>', 'endnotes'),
        'word/comments.xml': doc('<w:comment w:id="1" w:author="Erika Muster" w:initials="EM">' + p(r('call him back')) + '</w:comment>', 'comments'),
        'word/glossary/document.xml': doc('<w:docParts><w:docPart><w:docPartBody>' + p(r('building block')) + '</w:docPartBody></w:docPart></w:docParts>', 'glossaryDocument'),
        'word/settings.xml': doc('<w:zoom w:percent="100"/><w:docVars><w:docVar w:name="client" w:val="Max Muster 4711"/></w:docVars><w:mailMerge><w:connectString w:val="Provider=X;Password=geheim"/></w:mailMerge>', 'settings'),
        'word/styles.xml': doc('<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style><w:style w:customStyle="1"><w:name w:val="Secret Project Style"/></w:style>', 'styles'),
        'word/numbering.xml': doc('<w:lvl><w:lvlText w:val="%1."/></w:lvl><w:lvl><w:lvlText w:val="Clause %1"/></w:lvl>', 'numbering'),
        'word/media/image1.png': b'\x89PNG not a real one', 'word/embeddings/sheet.xlsx': b'PK bytes of a workbook', 'word/chunk.html': '<p>imported chunk</p>',
        'word/fonts/font1.odttf': b'font', 'word/vbaProject.bin': b'macro code', 'customXml/item1.xml': '<case number="AZ 4711/24"><client>Max Muster</client></case>',
        'word/unreachable.xml': doc(p(r('no relationship leads here'))), 'secret/odd.bin': b'binary part',
        'docProps/core.xml': HEAD + '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Claim 4711</dc:title><dc:creator>Erika Muster</dc:creator><cp:keywords/></cp:coreProperties>',
        'docProps/app.xml': HEAD + '<Properties><Company>Muster AG</Company><Manager>Max</Manager><TitlesOfParts><vt:vector xmlns:vt="v"><vt:lpstr>Part one</vt:lpstr></vt:vector></TitlesOfParts></Properties>',
        'docProps/custom.xml': HEAD + '<Properties xmlns:vt="v"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Insurance number"><vt:lpwstr>65170839J003</vt:lpwstr></property></Properties>',
        'docProps/thumbnail.jpeg': b'jpeg', 'word/printerSettings1.bin': b'printer'},
        '<Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/octet-stream"/>'
        '<Override PartName="/word/printerSettings1.bin" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings"/>')
    put('docx-broken', 'docx', {main: doc(p(r('before the fault'))).replace('</w:body>', '</w:bodi>') + 'rest', 'word/not.xml': b'no XML at all', 'word/empty.xml': b''})
    put('docx-billion-laughs', 'docx', {main: '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>' + doc(p(r('laugh &c;')))[len(HEAD):]})
    put('docx-external-entity', 'docx', {main: '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + doc(p(r('read &a;')))[len(HEAD):]})
    put('docx-utf16', 'docx', {main: doc(p(r('Größe 中文'))).replace('UTF-8', 'UTF-16').encode('utf-16')})
    put('docx-no-rels', 'docx', {'_rels/.rels': b'', main: doc(p(r('nothing leads here')))})


def sheet(rows, before='', after=''):
    return HEAD + '<worksheet %s>%s<sheetData>%s</sheetData>%s</worksheet>' % (S, before, ''.join('<row r="%d">%s</row>' % (i, ''.join(cells)) for i, cells in rows), after)


def excel():
    main = MAIN['xlsx'][0]
    book_rels = rels(('rId1', 'worksheet', 'worksheets/sheet1.xml'), ('rId2', 'worksheet', 'worksheets/sheet2.xml'), ('rId3', 'worksheet', 'worksheets/sheet3.xml'),
                     ('rId4', 'sharedStrings', 'sharedStrings.xml'), ('rId5', 'styles', 'styles.xml'))
    book = HEAD + '<workbook %s><workbookPr/><sheets><sheet name="Customers" sheetId="1" r:id="rId1"/><sheet name="Payroll" sheetId="2" state="hidden" r:id="rId2"/>' \
        '<sheet name="Keys" sheetId="3" state="veryHidden" r:id="rId3"/></sheets><definedNames><definedName name="rate">"secret rate"</definedName></definedNames></workbook>' % S
    strings = HEAD + '<sst %s>' % S + ''.join('<si>%s</si>' % s for s in (
        '<t>Name</t>', '<t>SSN</t>', '<r><t>Erika </t></r><r><rPr><b/></rPr><t>Muster</t></r>', '<t>日本</t><rPh sb="0" eb="2"><t>ニホン</t></rPh>', '<t>deleted from all sheets</t>', '<t>Born</t>')) + '</sst>'
    styles = HEAD + '<styleSheet %s><numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="000\\-00\\-0000"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/>' \
        '<numFmt numFmtId="167" formatCode="&quot;Client &quot;0"/><numFmt numFmtId="168" formatCode="[&lt;=9999999]###\\-####;\\(###\\)\\ ###\\-####"/></numFmts>' \
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>' % S + ''.join('<xf numFmtId="%d"/>' % n for n in (0, 14, 164, 165, 166, 167, 168, 4, 46)) + '</cellXfs></styleSheet>'
    c = lambda ref, v, t='', s=0, f='': '<c r="%s"%s%s>%s<v>%s</v></c>' % (ref, ' t="%s"' % t if t else '', ' s="%d"' % s if s else '', '<f>%s</f>' % f if f else '', v)
    one = sheet([(1, [c('A1', 0, 's'), c('B1', 1, 's'), c('C1', 5, 's')]), (2, [c('A2', 2, 's'), c('B2', '78051120', s=3), c('C2', '29221', s=1)]),
                 (5, [c('A5', 3, 's'), '<c r="B5" t="inlineStr"><is><t>in line</t></is></c>', c('C5', '45000.5', s=4)])],
                '<dimension ref="A1:C5"/>', '<dataValidations><dataValidation prompt="Enter the patient number"><formula1>"yes,no"</formula1></dataValidation></dataValidations>'
                '<hyperlinks><hyperlink ref="A2" display="mail" tooltip="mailto:e@example.org"/></hyperlinks><headerFooter><oddHeader>&amp;LConfidential: board</oddHeader></headerFooter>')
    numbers = sheet([(1, [c('A1', '4111111111111111'), c('B1', '4.111111111111111E+15'), c('C1', '1.23E+15'), c('D1', '0.30000000000000004'), c('E1', '1234', s=2), c('F1', '4711', s=5),
                          c('G1', '5551234', s=6), c('H1', '2125551234', s=6), c('I1', '1234567.5', s=7), c('J1', '0.5', s=8), c('K1', '60', s=1), c('L1', '59', s=1), c('M1', '1', s=1), c('N1', '-5', s=1),
                          c('O1', '9999999', s=1), c('P1', '1', 'b'), c('Q1', '#N/A', 'e'), c('R1', 'text result', 'str', f='CONCAT(A1,"x")'), c('S1', '1E+300'), c('T1', 'not a number'), c('U1', '99', 's'), c('V1', '2024-05-01T00:00:00', 'd')])])
    form = sheet([(1, ['<c t="inlineStr"><is><t>Form 7</t></is></c>']), (2, ['<c t="inlineStr"><is><t>Tax ID</t></is></c>', '<c><v>86095742719</v></c>'])], '<dimension ref="A1:B2"/>')
    put('xlsx-cells', 'xlsx', {main: book, 'xl/_rels/workbook.xml.rels': book_rels, 'xl/sharedStrings.xml': strings, 'xl/styles.xml': styles,
                               'xl/worksheets/sheet1.xml': one, 'xl/worksheets/sheet2.xml': numbers, 'xl/worksheets/sheet3.xml': form})
    put('xlsx-1904', 'xlsx', {main: book.replace('<workbookPr/>', '<workbookPr date1904="1"/>'), 'xl/_rels/workbook.xml.rels': book_rels, 'xl/styles.xml': styles,
                              'xl/worksheets/sheet1.xml': sheet([(1, [c('A1', '27759', s=1)])])})
    put('xlsx-places', 'xlsx', {main: book, 'xl/_rels/workbook.xml.rels': book_rels, 'xl/worksheets/sheet1.xml': sheet([(1, [c('A1', 1)])]),
        'xl/worksheets/_rels/sheet1.xml.rels': rels(('rId1', 'comments', '../comments1.xml'), ('rId2', 'drawing', '../drawings/drawing1.xml'), ('rId3', 'vmlDrawing', '../drawings/vml1.vml'), ('rId4', 'pivotTable', '../pivotTables/p1.xml'), ('rId5', 'table', '../tables/t1.xml')),
        'xl/comments1.xml': HEAD + '<comments %s><authors><author>Erika Muster</author></authors><commentList><comment ref="B7" authorId="0"><text><r><t>ask </t></r><r><t>HR</t></r></text></comment></commentList></comments>' % S,
        'xl/threadedComments/t1.xml': '<ThreadedComments><threadedComment ref="A1" id="{00000000-0000-0000-0000-000000000001}"><text>a thread</text></threadedComment></ThreadedComments>',
        'xl/persons/person.xml': '<personList><person displayName="Max Muster" userId="max@example.org"/></personList>',
        'xl/drawings/drawing1.xml': HEAD + '<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>190500</xdr:colOff></xdr:from><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Box 1" descr="a chart of salaries"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>drawn text</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>',
        'xl/drawings/_rels/drawing1.xml.rels': rels(('rId1', 'chart', '../charts/chart1.xml')),
        'xl/drawings/vml1.vml': '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="x"><v:shape><v:textbox><div>vml text</div></v:textbox><x:ClientData ObjectType="Note"><x:Anchor>1, 15, 0, 2</x:Anchor><x:Row>6</x:Row></x:ClientData></v:shape></xml>',
        'xl/charts/chart1.xml': HEAD + '<c:chartSpace xmlns:c="c" xmlns:a="a"><c:title><a:p><a:r><a:t>Sick days</a:t></a:r></a:p></c:title><c:cat><c:strCache><c:pt idx="0"><c:v>Erika Muster</c:v></c:pt></c:strCache></c:cat><c:val><c:numRef><c:f>Customers!$B$2</c:f><c:numCache><c:formatCode>General</c:formatCode><c:pt idx="0"><c:v>17</c:v></c:pt></c:numCache></c:numRef></c:val></c:chartSpace>',
        'xl/pivotCache/pivotCacheDefinition1.xml': '<pivotCacheDefinition><cacheField name="Patient"><sharedItems><s v="Max Muster"/></sharedItems></cacheField></pivotCacheDefinition>',
        'xl/pivotCache/pivotCacheRecords1.xml': '<pivotCacheRecords><r><x v="0"/><s v="free text"/><n v="123456789"/></r></pivotCacheRecords>',
        'xl/externalLinks/externalLink1.xml': '<externalLink><sheetNames><sheetName val="Salaries"/></sheetNames><cell r="A1" t="str"><v>cached from elsewhere</v></cell></externalLink>',
        'xl/connections.xml': '<connections><connection id="1" name="db"><dbPr connection="Server=db;Password=geheim" command="SELECT"/></connection></connections>',
        'xl/tables/t1.xml': '<table id="1" name="Customers"><tableColumns><tableColumn id="1" name="Account number"/></tableColumns></table>',
        'xl/calcChain.xml': '<calcChain><c r="B7" i="1"/></calcChain>', 'xl/sharedStrings.xml': '<sst><si><t>no relationship, but read</t></si></sst>'})


def slide(text, attributes='', root='sld'):
    return HEAD + '<p:%s %s%s><p:cSld><p:spTree><p:sp><p:nvSpPr><p:cNvPr id="2" name="Title 1"/></p:nvSpPr><p:txBody>%s</p:txBody></p:sp></p:spTree></p:cSld></p:%s>' % (
        root, P, attributes, ''.join('<a:p>%s</a:p>' % ''.join('<a:r><a:t>%s</a:t></a:r>' % run for run in para) for para in text), root)


def powerpoint():
    main = MAIN['pptx'][0]
    show = HEAD + '<p:presentation %s><p:sldIdLst><p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId1"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>' % P
    grid = '<p:graphicFrame><a:tbl><a:tblGrid><a:gridCol w="1"/><a:gridCol w="1"/><a:gridCol w="1"/></a:tblGrid>' + ''.join(
        '<a:tr>%s</a:tr>' % ''.join('<a:tc><a:txBody><a:p><a:r><a:t>%s</a:t></a:r></a:p></a:txBody></a:tc>' % t for t in row) for row in (('Name', 'Card', 'Note'), ('Max', '4111111111111111', 'old'))) + '</a:tbl></p:graphicFrame>'
    put('pptx-places', 'pptx', {main: show, 'ppt/_rels/presentation.xml.rels': rels(('rId1', 'slide', 'slides/slide1.xml'), ('rId2', 'slide', 'slides/slide2.xml'), ('rId3', 'slideMaster', 'slideMasters/slideMaster1.xml')),
        'ppt/slides/slide1.xml': slide([['Second ', 'slide'], ['line two']], ' show="0"'), 'ppt/slides/slide2.xml': slide([['First slide']]).replace('</p:spTree>', grid + '</p:spTree>'),
        'ppt/slides/_rels/slide2.xml.rels': rels(('rId1', 'notesSlide', '../notesSlides/notesSlide1.xml'), ('rId2', 'comments', '../comments/comment1.xml'), ('rId3', 'diagramData', '../diagrams/data1.xml'), ('rId4', 'image', '../media/image1.emf'), ('rId5', 'slideLayout', '../slideLayouts/slideLayout1.xml')),
        'ppt/notesSlides/notesSlide1.xml': slide([['do not mention the lawsuit']], root='notes'),
        'ppt/comments/comment1.xml': '<p:cmLst %s><p:cm authorId="0"><p:pos x="10" y="10"/><p:text>wrong figure</p:text></p:cm></p:cmLst>' % P,
        'ppt/commentAuthors.xml': '<p:cmAuthorLst %s><p:cmAuthor id="0" name="Erika Muster" initials="EM"/></p:cmAuthorLst>' % P,
        'ppt/diagrams/data1.xml': '<dgm:dataModel xmlns:dgm="d" xmlns:a="a"><dgm:pt><dgm:t><a:p><a:r><a:t>smart art</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>',
        'ppt/slideLayouts/slideLayout1.xml': slide([['layout text']], root='sldLayout'), 'ppt/slideMasters/slideMaster1.xml': slide([['master text']], root='sldMaster'),
        'ppt/theme/theme1.xml': '<a:theme xmlns:a="a" name="Muster AG Theme"><a:clrScheme name="Office"/></a:theme>', 'ppt/media/image1.emf': b'emf bytes',
        'ppt/tags/tag1.xml': '<p:tagLst %s><p:tag name="CLIENT" val="Muster 4711"/></p:tagLst>' % P})


if __name__ == '__main__':
    word()
    excel()
    powerpoint()
