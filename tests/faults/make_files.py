#!/usr/bin/env python3
"""Small files of every format that is read, each with the same findings; synthetic values only.

    make_files.py FOLDER [TEXT]

TEXT replaces the sentence that every file holds."""
import bz2
import gzip
import io
import lzma
import pathlib
import shutil
import subprocess
import sys
import tarfile
import zipfile

SENTENCE = "Please pay to IBAN DE89 3704 0044 0532 0130 00, credit card 4539 1488 0343 6467, Ann Miller."


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, 1, 0, 0, 0)), content, method)
    return out.getvalue()


def tarred(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def opc(main, kind, content, more=None):
    """An Office file of one part: package relationships, content types, the part."""
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{main}"/></Relationships>'
    return zipped({"[Content_Types].xml": types, "_rels/.rels": rels, main: content, **(more or {})})


def docx(text):
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    return opc("word/document.xml", "wordprocessingml.document", body)


def xlsx(text):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    sheet = f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row></sheetData></worksheet>'
    links = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    return opc("xl/workbook.xml", "spreadsheetml.sheet", book,
               {"xl/_rels/workbook.xml.rels": links, "xl/worksheets/sheet1.xml": sheet})


def pdf(text):
    content = f"BT /F1 10 Tf 20 700 Td ({text}) Tj ET"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
               f"<</Length {len(content)}>>stream\n{content}\nendstream",
               "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return out + f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n".encode()


def mail(text, attachment):
    import base64
    return (f"From: Ann <ann@example.com>\r\nTo: bob@example.com\r\nSubject: =?utf-8?q?p=C3=A4yment?=\r\nMIME-Version: 1.0\r\n"
            "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
            f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{text}\r\n--B\r\nContent-Type: application/zip; name=a.zip\r\n"
            "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.zip\r\n\r\n"
            f"{base64.b64encode(attachment).decode()}\r\n--B--\r\n").encode()


def all_files(text):
    plain = (text + "\n").encode()
    message = mail(text, zipped({"inner.txt": plain}))
    csv = f"name,remark\nAnn,\"{text}\"\n".encode()
    return {
        "plain.txt": plain, "wide.txt": (text + "\n").encode("utf-16"), "latin.txt": (text + " \xe4\xf6\xfc\xdf\n" * 9).encode("latin-1"),
        "table.csv": csv, "object.json": ('{"remark": "%s"}\n' % text).encode(), "lines.jsonl": ('{"r": "%s"}\n' % text).encode() * 3,
        "tree.xml": f"<?xml version='1.0'?><a><b c='d'>{text}</b></a>".encode(),
        "page.html": f"<!doctype html><html><body><table><tr><td>{text}</table></body></html>".encode(),
        "letter.docx": docx(text), "book.xlsx": xlsx(text), "paper.pdf": pdf(text), "message.eml": message,
        "box.mbox": b"From ann@example.com Fri Mar  1 00:00:00 2024\n" + message.replace(b"\r\n", b"\n"),
        "deflated.zip": zipped({"a/b.txt": plain, "c.csv": csv}), "stored.zip": zipped({"a.txt": plain}, zipfile.ZIP_STORED),
        "nested.zip": zipped({"in.zip": zipped({"letter.docx": docx(text)})}),
        "plain.tar": tarred({"a.txt": plain, "b/c.csv": csv}), "packed.tar.gz": gzip.compress(tarred({"a.txt": plain}), mtime=0),
        "plain.txt.gz": gzip.compress(plain, mtime=0), "plain.txt.bz2": bz2.compress(plain), "plain.txt.xz": lzma.compress(plain),
        "unknown.bin": bytes(range(256)) * 4 + plain + bytes(range(256)) * 4,
    }


def with_bsdtar(folder):
    """7z, cpio and ISO as libarchive writes them; without bsdtar these are left out."""
    if shutil.which("bsdtar") is None:
        return
    for name, kind in {"plain.7z": "7zip", "plain.cpio": "newc", "plain.iso": "iso9660"}.items():
        subprocess.run(["bsdtar", "-cf", folder / name, "--format", kind, "-C", folder, "plain.txt"], check=True)


def main():
    folder = pathlib.Path(sys.argv[1])
    text = sys.argv[2] if len(sys.argv) > 2 else SENTENCE
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in all_files(text).items():
        (folder / name).write_bytes(content)
    with_bsdtar(folder)


if __name__ == "__main__":
    main()
