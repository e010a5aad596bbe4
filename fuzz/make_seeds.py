#!/usr/bin/env python3
"""Writes fuzz/seeds/TARGET/* for targets whose inputs are not golden files of tests/extract already. Standard library only,
deterministic, everything invented. Run it to add cases: `python3 fuzz/make_seeds.py`.
"""
import base64, gzip, json, os, struct, zlib

HERE = os.path.dirname(os.path.abspath(__file__))
CARD = '4111 1111 1111 1111'
TEXT = f'Kreditkarte {CARD}, IBAN DE89 3704 0044 0532 0130 00, mail erika@example.org\n'


def put(target, name, data):
    folder = os.path.join(HERE, 'seeds', target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), 'wb') as f:
        f.write(data.encode() if isinstance(data, str) else data)


def pdf(objects, trailer='<< /Root 1 0 R /Size %d >>'):
    out, places = b'%PDF-1.7\n', []
    for i, body in enumerate(objects):
        places.append(len(out))
        out += b'%d 0 obj\n' % (i + 1) + body + b'\nendobj\n'
    table = b''.join(b'%010d 00000 n \n' % p for p in places)
    start = len(out)
    return (out + b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1) + table + b'trailer\n' +
            (trailer % (len(objects) + 1)).encode() + b'\nstartxref\n%d\n%%%%EOF\n' % start)


def stream(data, entries=b''):
    return b'<< ' + entries + b'/Length %d >>\nstream\n' % len(data) + data + b'\nendstream'


def pdfs():
    content = b'BT /F1 12 Tf 72 700 Td (' + TEXT.strip().encode() + b') Tj ET'
    font = b'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
    page = b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> %s>>'
    head = [b'<< /Type /Catalog /Pages 2 0 R %s>>', b'<< /Type /Pages /Kids [3 0 R] /Count 1 >>']
    put('pdf', 'plain', pdf([head[0] % b'', head[1], page % b'', stream(content), font]))
    chain = zlib.compress(base64.a85encode(content) + b'~>')
    put('pdf', 'filters', pdf([head[0] % b'', head[1], page % b'',
                               stream(chain, b'/Filter [/FlateDecode /ASCII85Decode] '), font]))
    note = b'<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (note ' + CARD.encode() + b') >>'
    form = b'<< /FT /Tx /T (card) /V (' + CARD.encode() + b') /Type /Annot /Subtype /Widget /Rect [0 0 9 9] >>'
    put('pdf', 'notes', pdf([head[0] % b'/AcroForm << /Fields [7 0 R] >> /Names << /EmbeddedFiles << /Names [(a.txt) 8 0 R] >> >> '
                                       b'/Outlines 10 0 R /Metadata 11 0 R ', head[1],
                             page % b'/Annots [6 0 R 7 0 R] ', stream(content), font, note, form,
                             b'<< /Type /Filespec /F (a.txt) /EF << /F 9 0 R >> >>', stream(TEXT.encode()),
                             b'<< /First 12 0 R /Last 12 0 R /Count 1 >>',
                             stream(b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>erika</a></x:xmpmeta>',
                                    b'/Type /Metadata /Subtype /XML '),
                             b'<< /Title (chapter) /Parent 10 0 R >>']))
    cmap = (b'/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange '
            b'1 beginbfrange <20> <7E> <0020> endbfrange endcmap end')
    put('pdf', 'tounicode', pdf([head[0] % b'', head[1], page % b'', stream(content),
                                 b'<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Odd /ToUnicode 6 0 R >>', stream(cmap)]))
    put('pdf', 'loop', pdf([head[0] % b'', b'<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>', page % b'', stream(content), font]))
    inner = [b'<< /Type /Catalog /Pages 2 0 R >>', head[1], page % b'']
    offsets, packed = b'', b''
    for i, body in enumerate(inner):
        offsets += b'%d %d ' % (i + 1, len(packed))
        packed += body + b' '
    objects = b'%PDF-1.5\n'
    places = {}
    for number, body in ((4, stream(content)), (5, font),
                         (6, stream(zlib.compress(offsets + packed), b'/Type /ObjStm /N 3 /First %d /Filter /FlateDecode ' % len(offsets)))):
        places[number] = len(objects)
        objects += b'%d 0 obj\n' % number + body + b'\nendobj\n'
    places[7] = len(objects)
    rows = b''.join(struct.pack('>BHB', *row) for row in
                    [(0, 0, 255), (2, 6, 0), (2, 6, 1), (2, 6, 2)] + [(1, places[n], 0) for n in (4, 5, 6, 7)])
    objects += b'7 0 obj\n' + stream(zlib.compress(rows), b'/Type /XRef /W [1 2 1] /Size 8 /Root 1 0 R /Filter /FlateDecode ')
    put('pdf', 'object_streams', objects + b'\nendobj\nstartxref\n%d\n%%%%EOF\n' % places[7])


def texts():
    put('charset', 'utf8', b'\x00\x05' + 'Müller €'.encode())
    for i, name in ((2, 'utf-16-le'), (3, 'utf-16-be'), (4, 'utf-32-le'), (6, 'shift_jis'), (7, 'iso2022_jp'), (8, 'gb18030')):
        put('charset', name, bytes([i, 3]) + '日本 Kunde 4711\n'.encode(name))
    put('charset', 'utf7', b'\x05\x07Hi Mom +Jjo-!')
    put('charset', 'latin1', b'\x00\x02M\xfcller k\xf6nnte')
    put('charset', 'bom', b'\x00\x01\xff\xfeH\x00i\x00')
    put('charset', 'overlong', b'\x01\x01\xc0\xb1\xed\xa0\xbd\xed\xb8\x80\xff')
    tricks = ['４１１１ １１１１', 'a\u200bb\u00adc', 'e\u0301\u0302', 'A\r\nB\rC', '\u2013 ﬁ Ⅷ', '0049-89\u2011123', '\ufeff x']
    for i, text in enumerate(tricks):
        put('match_view', f'trick{i}', text)
    layers = ['&#52;&#49;11 1111', '%34%31%31 x', '=34=31=\n11', base64.b64encode(TEXT.encode()).decode(), '4.1.1.1.1.1.1.1',
              '4111 1111 11\n11 1111', '4OO1 l111 1111', 'DE89-3704-0044-0532-0130-00', 'x=10&y=20%25']
    for i, text in enumerate(layers + [TEXT]):
        put('readings', f'layer{i}', text)
    documents = [TEXT * 3, 'card,name\n' + f'{CARD},Erika\n' * 4, json.dumps({'iban': 'DE89370400440532013000', 'n': [CARD]}),
                 f'<html><body><table><tr><th>Card<td>{CARD}</table>', 'Subject: x\n\n' + TEXT, f'<a card="{CARD}">x</a>',
                 '\n'.join(layers), 'AKIAIOSFODNN7EXAMPLE password = "hunter2hunter2"\n-----BEGIN RSA PRIVATE KEY-----\nAAAA\n']
    for i, text in enumerate(documents):
        put('windows', f'document{i}', bytes([i, i, 7 * i]) + text.encode())
        put('scan', f'document{i}', text)
    put('scan', 'nested', gzip.compress(TEXT.encode(), mtime=0))
    put('identify', 'named', b'a.pdf\napplication/pdf\n%PDF-1.7\n')
    put('identify', 'zip', b'a.docx\n\nPK\x03\x04\x14\x00' + bytes(20) + b'\x13\0\0\0[Content_Types].xml')
    for i, head in enumerate([b'\x89PNG\r\n\x1a\n', b'GIF89a', b'\x1f\x8b\x08', b'7z\xbc\xaf\x27\x1c', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
                              b'<?xml version="1.0"?><svg>', b'{"a":1}\n{"a":2}\n', b'a;b\n1;2\n', b'From a@b Mon\nSubject: x\n\n']):
        put('identify', f'head{i}', b'x\n\n' + head)


def mail():
    words = ['=?utf-8?B?TcO8bGxlcg==?= =?utf-8?Q?_K=C3=B6ln?=', '=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=', '=?utf-8*de?q?a?=',
             "text/plain; charset=utf-8; name*0*=utf-8''a%20; name*1=b", 'multipart/mixed; boundary="a b"; x=(c (d)) y',
             'attachment; filename="a\\"b.txt"']
    for i, text in enumerate(words):
        put('mail_words', f'word{i}', text)
    put('transfer', 'base64', b'\x01\x07' + base64.encodebytes(TEXT.encode()))
    put('transfer', 'quoted', b'\x02\x03a=C3=BC=\r\nb =\n =3D=\n')
    put('transfer', 'uu', b'\x03\x05begin 644 a.txt\n#0V%T\n`\nend\n')
    message = f'''From: Erika <erika@example.org>
Subject: =?utf-8?Q?Karte_{CARD.replace(" ", "_")}?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

M=FCller {CARD}
--b
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/html

<p>{CARD}</p>
--c--
--b
Content-Disposition: attachment; filename=a.txt
Content-Transfer-Encoding: base64

{base64.b64encode(TEXT.encode()).decode()}
--b
Content-Type: message/rfc822

Subject: inner

begin 644 u.txt
#0V%T
`
end
--b--
'''
    put('eml', 'mixed', message)
    put('eml', 'crlf', message.replace('\n', '\r\n'))
    put('eml', 'pgp', 'Subject: x\n\n-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n=ybegin line=128 size=3 name=a\nabc\n')
    put('mbox', 'two', 'From a@b Mon Nov 23 00:00:00 2026\n' + message + '\nFrom c@d Mon Nov 23 00:00:00 2026\nSubject: y\n\n>From z\n')


PACK = '''pack: fuzz
version: 1.0.0
detectors:
  - id: thing
    name: {en: Thing, de: Ding}
    category: pii
    jurisdiction: DE
    regulations: [GDPR]
    patterns:
      - regex: '[A-Z]{2}\\d{4}'
        boundary: word
        check: [luhn]
    terms_of: x
    value: digits
    context: {near: 100, any: [Kunde, customer], negative: [part], lower: 20}
    confidence: {alone: 70, context: 85}
    reject: {values: ['AB1234'], lists: [fake], patterns: ['AA\\d{4}']}
    beats: []
    examples: ['Kunde AB1235']
    counter: ['part AB1236']
    source: nowhere
'''
LABELS = '''labels: [public, internal, restricted]
rules:
  - {label: restricted, when: {any: [{count: {of: [thing], at_least: 3}}, {path: '**/hr/**'}]}, id: a}
  - {label: public, id: b}
'''


def rules():
    put('rules', 'pack', PACK)
    put('rules', 'plain', PACK.replace('    terms_of: x\n', '').replace('        check: [luhn]\n', '').replace(', lists: [fake]', ''))
    put('rules', 'labels', LABELS)
    root = os.path.join(HERE, '..', 'rules')
    for name in ('is.yaml', 'labels.yaml', 'lists.yaml'):
        with open(os.path.join(root, name), 'rb') as f:
            put('rules', name.split('.')[0], f.read()[:12000])
    patterns = [r'\d{3}-\d{2}-\d{4}', r'(?:ab|c[d-f]){1,3}x?', r'[^"\'<>]{2,5}', r'stra(?:ß|ss)e', r'\x{20AC}\s\w{1,64}', '[a-zäöü]{2}.',
                r'[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}', '(?:' * 20 + 'a' + ')' * 20, 'a{1,1000}{1,1000}']
    for i, pattern in enumerate(patterns):
        put('pattern', f'pattern{i}', '\x01' + pattern)
        put('finders', f'pattern{i}', f'\x01{pattern}\n\x22{patterns[0]}\n\n123-45-6789 abcdx strasse ß a@b.cd €  xx')
    put('pattern', 'extend', b'\x00[A-Za-z0-9_-]')
    put('finders', 'overlaps', '!a{1,3}b?\n"[ab]{2,4}\n#.{2}\n\naabb abä\nbaab')
    for i, text in enumerate(['123-45-6789 4111 1111 1111 1111', 'DE89 3704 0044 0532 0130 00 a.b@c.de', '192.168.0.1 fe80::1 AA:bb:CC:00:11:22',
                              'AKIAIOSFODNN7EXAMPLE eyJhbGciOiJI.eyJzdWIiOiIx.x', 'A12.3 strasse 12ä xxkilo   aaa"ab one two end']):
        put('candidates', f'text{i}', text)
    put('convert', 'gitleaks', b'\x00' + b"[[rules]]\nid = 'a-key'\ndescription = 'x'\nregex = '''(?i)\\b(key[0-9a-f]{8})\\b'''\nkeywords = ['key']\n"
        b"entropy = 3.5\n[[rules.allowlists]]\nregexes = ['x']\n")
    put('convert', 'presidio', b'\x01' + b'recognizers:\n  - name: Zip\n    supported_language: en\n    patterns:\n'
        b'      - {name: zip, regex: "\\\\b\\\\d{5}\\\\b", score: 0.3}\n    context: [zip]\n    supported_entity: ZIP\n')
    put('convert', 'purview', b'\x02' + b'<RulePackage><Rules><Entity id="1" patternsProximity="300" recommendedConfidence="85"><Pattern confidenceLevel="85">'
        b'<IdMatch idRef="r"/><Match idRef="k"/></Pattern></Entity><Regex id="r">\\d{5}</Regex><Keyword id="k"><Group><Term>zip</Term></Group></Keyword>'
        b'</Rules></RulePackage>')
    put('glob', 'stars', b'**/hr/*.d?c\na/b/hr/x.doc')
    put('allow', 'entries', b"version: 1\nallow:\n  - {detector: iban, value_hash: 0123456789abcdef0123456789abcdef, key: 0123456789abcdef, author: mk, "
        b"reason: ours, expires: 2027-06-30}\n  - {detector: email_address, domain: acme.example, author: mk, reason: r}\n"
        b"  - {detector: '*', path: '**/testdata/**', author: mk, reason: s}\n  - {detector: us_ssn, regex: '000-\\d{2}-\\d{4}', author: mk, reason: n}\n")


def files():
    row = {'id': 'de-1', 'lang': 'de', 'kind': 'text', 'text': TEXT, 'labels': [{'detector': 'iban', 'begin': 39, 'end': 66, 'also': ['x']}]}
    put('labelled', 'row', json.dumps(row, ensure_ascii=False) + '\n')
    put('labelled', 'gzipped', gzip.compress((json.dumps(row) + '\n').encode(), mtime=0))
    finding = {'id': 'a' * 32, 'detector': 'iban', 'part': 0, 'confidence': 90, 'locator': {'kind': 'line', 'number': 3, 'name': 'x'},
               'preview': 'IBAN ****', 'value_hash': 'b' * 32}
    report = {'schema': 'assay.report.v1', 'run': {'path': 'a.txt'},
              'result': {'finding_count': 1, 'parts': [{'path': 'a.txt'}], 'findings': [finding], 'key': {'id': 'c' * 16, 'joinable': True}}}
    put('report_reader', 'line', json.dumps(report) + '\n')
    put('report_reader', 'array', json.dumps([report, dict(report, result=None)], indent=1))
    put('json_line', 'plain', '{"id": 17, "text": "a\\u00e4\\ud83d\\ude00\\n"}')
    put('json_line', 'more', '{"x": [1, {"y": null}, -1.5e3], "text": "\\ud800", "id": "a"}')
    put('cache_file', 'changed', b'\x00\x01\x10\x00')


def protocol():
    def text(value): return struct.pack('<I', len(value)) + value
    put('protocol', 'hello', b'\x00' + struct.pack('<I', 1))
    outcome = b'\x0b' + text(b'detail')
    put('protocol', 'outcome', b'\x04' + outcome)
    limits = struct.pack('<QQIQIIIddQQQIIB', 1 << 30, 1 << 30, 200, 1 << 20, 1000, 32, 100, 300, 60, 1 << 40, 1 << 29, 1 << 30, 100, 100, 0)
    request = text(b'text') + text(b'a.txt') + text(b'') + text(b'utf-8') + struct.pack('<IQ', 0, 11) + limits
    put('protocol', 'request', b'\x05' + request)
    put('worker_loop', 'request', b'\x05' + struct.pack('<IB', len(request), 2) + request)
    put('worker_loop', 'two', b'\x05' + 2 * (struct.pack('<IB', len(request), 2) + request))


if __name__ == '__main__':
    pdfs()
    texts()
    mail()
    rules()
    files()
    protocol()
