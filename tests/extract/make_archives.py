#!/usr/bin/env python3
"""Writes the inputs of the golden tests for ZIP, gzip and libarchive formats: tests/extract/{zip,archive}/*.in

    make_archives.py            (standard library; 7z, xar, iso, cpio, warc through libarchive by ctypes)

Deterministic but for the times that 7z, xar and ISO writers stamp: run it only to add cases. All text is invented.
"""
import bz2, ctypes, gzip, io, lzma, os, struct, tarfile, zipfile, zlib

HERE = os.path.dirname(os.path.abspath(__file__))
TEXT = b'Customer 4711, invented. ' * 4


def put(folder, name, data):
    with open(os.path.join(HERE, folder, name + '.in'), 'wb') as f:
        f.write(data)


def raw_deflate(data):
    c = zlib.compressobj(9, zlib.DEFLATED, -15)
    return c.compress(data) + c.flush()


class Member:
    """One member; every field can be made to lie."""

    def __init__(self, name, data, method=8, flags=0, comment=b'', extra=b'', **lies):
        self.name, self.data, self.method, self.flags, self.comment, self.extra = name, data, method, flags, comment, extra
        self.packed = lies.pop('packed', raw_deflate(data) if method == 8 else data)
        self.crc = lies.pop('crc', zlib.crc32(data))
        self.size = lies.pop('size', len(data))
        self.local = lies

    def header(self):
        get = self.local.get
        behind = self.flags & 8
        name = get('local_name', self.name)
        return struct.pack('<IHHHHHIIIHH', 0x04034b50, 20, self.flags, get('local_method', self.method), 0, 0x21,
                           0 if behind else self.crc, 0 if behind else len(self.packed),
                           0 if behind else get('local_size', self.size), len(name), len(get('local_extra', b''))) + name + get('local_extra', b'')

    def bytes(self):
        tail = b''
        if self.flags & 8:
            tail = (b'PK\7\10' if self.local.get('marked', True) else b'') + struct.pack('<III', self.crc, len(self.packed), self.size)
        return self.header() + self.packed + tail

    def central(self, at):
        return struct.pack('<IHHHHHHIIIHHHHHII', 0x02014b50, 20, 20, self.flags, self.method, 0, 0x21, self.crc, len(self.packed),
                           self.size, len(self.name), len(self.extra), len(self.comment), 0, 0, 0, at) + self.name + self.extra + self.comment


def archive(members, comment=b'', prefix=b'', suffix=b'', between=b'', unlisted=(), at=None, count=None):
    body, places = prefix, []
    for m in members:
        places.append(len(body) - len(prefix))
        body += m.bytes() + between
    for m in unlisted:
        body += m.bytes()
    directory = b''.join(m.central(places[i] if at is None else at[i]) for i, m in enumerate(members))
    n = len(members) if count is None else count
    end = struct.pack('<IHHHHIIH', 0x06054b50, 0, 0, n, n, len(directory), len(body) - len(prefix), len(comment)) + comment
    return body + directory + end + suffix


def zips():
    a, b = Member(b'a.txt', b'first ' + TEXT), Member(b'b/c.txt', b'second', method=0)
    put('zip', 'plain', archive([a, Member(b'b/', b'', method=0), b, Member(b'n.txt', b'noted', comment=b'a note on a member')], b'archive comment'))
    put('zip', 'empty', archive([]))
    put('zip', 'name_cp437', archive([Member('Stra\u00dfe.txt'.encode('cp437'), b'x')]))
    put('zip', 'name_utf8', archive([Member('Müller.txt'.encode(), b'x', flags=1 << 11)]))
    unicode_path = 'Größe.txt'.encode()
    field = struct.pack('<HHBI', 0x7075, 5 + len(unicode_path), 1, zlib.crc32(b'Groesse.txt')) + unicode_path
    put('zip', 'name_unicode_field', archive([Member(b'Groesse.txt', b'x', extra=field)]))
    stale = struct.pack('<HHBI', 0x7075, 5 + len(unicode_path), 1, 1) + unicode_path
    put('zip', 'name_unicode_field_stale', archive([Member(b'Groesse.txt', b'x', extra=stale)]))
    put('zip', 'name_hostile', archive([Member(b'../../etc/passwd', b'x'), Member(b'C:\\secret\0.txt', b'y'), Member(b'', b'z')]))
    put('zip', 'name_twice', archive([Member(b'a.txt', b'one'), Member(b'a.txt', b'two')]))
    put('zip', 'descriptor', archive([Member(b'a.txt', TEXT, flags=8), Member(b'b.txt', b'stored', method=0, flags=8, marked=False), b]))
    put('zip', 'prefix_suffix', archive([a], prefix=b'#!/bin/sh in front', suffix=b'behind the end'))
    put('zip', 'between', archive([a, b], between=b'between members'))
    put('zip', 'between_zeros', archive([a, b], between=b'\0' * 64))
    put('zip', 'unlisted', archive([a], unlisted=[Member(b'ghost.txt', b'not in the directory')]))
    put('zip', 'unlisted_descriptor', archive([a], unlisted=[Member(b'ghost.txt', b'sizes behind', flags=8), Member(b'g2.txt', b'again')]))
    put('zip', 'overlap_same', archive([a, Member(b'twin.txt', a.data)], at=[0, 0]))
    inner = Member(b'kernel', b'K' * 5000)
    quote = Member(b'q1', b'', packed=b'', method=0)
    shell = Member(b'shell', inner.bytes(), method=0)
    put('zip', 'overlap_quoted', archive([shell, inner], at=[0, len(shell.header())]))
    put('zip', 'name_conflict', archive([Member(b'harmless.txt', b'x', local_name=b'salaries.txt')]))
    put('zip', 'method_conflict', archive([Member(b'a.txt', TEXT, local_method=0)]))
    put('zip', 'size_conflict', archive([Member(b'a.txt', TEXT, local_size=3)]))
    put('zip', 'size_lie', archive([Member(b'a.txt', TEXT, size=10)]))
    put('zip', 'crc', archive([Member(b'a.txt', TEXT, crc=1), Member(b'b.txt', TEXT, method=0, crc=2), b]))
    put('zip', 'not_deflate', archive([Member(b'a.txt', TEXT, packed=b'\xff\xff\xff\xff'), b]))
    put('zip', 'leftover', archive([Member(b'a.txt', TEXT, packed=raw_deflate(TEXT) + b'behind the stream')]))
    put('zip', 'encrypted', archive([Member(b'secret.txt', TEXT, flags=1), b]))
    put('zip', 'count', archive([a, b], count=1))
    put('zip', 'extra_field', archive([Member(b'a.txt', b'x', extra=struct.pack('<HH', 0x4242, 30) + b'hidden in an extra field, yes!')]))
    put('zip', 'nowhere', archive([a, b], at=[0, 9999]))
    put('zip', 'directory_nowhere', archive([a])[:-10] + struct.pack('<IIH', 50, 999999, 0))
    for name, method in (('bzip2', zipfile.ZIP_BZIP2), ('lzma', zipfile.ZIP_LZMA)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, 'w', method) as z:
            z.writestr(zipfile.ZipInfo('packed.txt', (2020, 1, 1, 0, 0, 0)), TEXT, method)
        put('archive', 'zip-' + name, out.getvalue())  # libarchive unpacks these
    put('zip', 'method_unknown', archive([Member(b'a.txt', TEXT, method=77, packed=b'????'), b]))
    whole = archive([a, b], b'comment')
    put('zip', 'cut_directory', whole[:-40])
    put('zip', 'cut_member', whole[:45])
    put('zip', 'not_a_zip', b'PK is how it begins, but it is a text')
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w') as z:
        with z.open(zipfile.ZipInfo('big.txt', (2020, 1, 1, 0, 0, 0)), 'w', force_zip64=True) as f:
            f.write(TEXT)
    put('zip', 'zip64_member', out.getvalue())
    m = a.bytes()
    d = struct.pack('<IHHHHHHIIIHHHHHII', 0x02014b50, 45, 45, 0, 8, 0, 0x21, a.crc, 0xffffffff, 0xffffffff, 5, 28, 0, 0, 0, 0, 0xffffffff) \
        + b'a.txt' + struct.pack('<HHQQQ', 1, 24, a.size, len(a.packed), 0)
    e64 = struct.pack('<IQHHIIQQQQ', 0x06064b50, 44, 45, 45, 0, 0, 1, 1, len(d), len(m)) + struct.pack('<IIQI', 0x07064b50, 0, len(m) + len(d), 1)
    put('zip', 'zip64', m + d + e64 + struct.pack('<IHHHHIIH', 0x06054b50, 0, 0, 0xffff, 0xffff, 0xffffffff, 0xffffffff, 0))


class Writer:
    """libarchive's writer, as far as needed."""
    lib = None

    @classmethod
    def write(cls, fmt, members, options=b''):
        lib = cls.lib = cls.lib or ctypes.CDLL('libarchive.so.13')
        for f in ('archive_write_new', 'archive_entry_new'):
            getattr(lib, f).restype = ctypes.c_void_p
        a = ctypes.c_void_p(lib.archive_write_new())
        assert lib.archive_write_set_format_by_name(a, fmt) == 0
        if options:
            assert lib.archive_write_set_options(a, options) == 0
        buf, used = ctypes.create_string_buffer(1 << 20), ctypes.c_size_t()
        assert lib.archive_write_open_memory(a, buf, len(buf), ctypes.byref(used)) == 0
        for name, data in members:
            e = ctypes.c_void_p(lib.archive_entry_new())
            lib.archive_entry_set_pathname_utf8(e, name.encode())
            lib.archive_entry_set_size(e, ctypes.c_int64(len(data)))
            lib.archive_entry_set_filetype(e, ctypes.c_uint(0o100000))
            lib.archive_entry_set_perm(e, 0o644)
            assert lib.archive_write_header(a, e) == 0
            lib.archive_write_data.restype = ctypes.c_ssize_t
            assert lib.archive_write_data(a, data, ctypes.c_size_t(len(data))) == len(data)
            lib.archive_entry_free(e)
        assert lib.archive_write_close(a) == 0
        return buf.raw[:used.value]


def tar(members, fmt=tarfile.PAX_FORMAT, **info):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode='w', format=fmt) as t:
        for name, data, kind in members:
            i = tarfile.TarInfo(name)
            i.type, i.size, i.mtime = kind, len(data) if kind == tarfile.REGTYPE else 0, 0
            i.linkname = data.decode() if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE) else ''
            i.uname, i.gname = info.get('uname', ''), info.get('gname', '')
            i.pax_headers = info.get('pax', {})
            t.addfile(i, io.BytesIO(data) if kind == tarfile.REGTYPE else None)
    return out.getvalue()


def archives():
    reg, two = tarfile.REGTYPE, [('a.txt', b'first'), ('Müller.txt', TEXT)]
    plain = tar([('a.txt', b'first', reg), ('dir', b'', tarfile.DIRTYPE), ('dir/link', b'../../etc/passwd', tarfile.SYMTYPE),
                 ('hard', b'a.txt', tarfile.LNKTYPE), ('dev', b'', tarfile.CHRTYPE), ('dir/' + 'long' * 40 + '.txt', TEXT, reg)],
                uname='mmustermann', gname='sales')
    put('archive', 'tar-pax', plain)
    put('archive', 'tar-gnu', tar([('ü' * 80 + '.txt', TEXT, reg)], tarfile.GNU_FORMAT))
    put('archive', 'tar-xattr', tar([('a.txt', b'x', reg)], pax={'SCHILY.xattr.user.note': 'written on the side'}))
    put('archive', 'tar-trailing', plain + b'behind the archive')
    put('archive', 'tar-cut', plain[:600])
    put('archive', 'tar-cut-data', tar([('a.txt', TEXT * 20, reg)])[:1500])
    put('archive', '7z-plain', Writer.write(b'7zip', two))
    put('archive', '7z-cut', Writer.write(b'7zip', two)[:-20])
    put('archive', 'xar-plain', Writer.write(b'xar', two))
    put('archive', 'cpio-plain', Writer.write(b'newc', two))
    put('archive', 'ar-plain', Writer.write(b'arbsd', [('a.txt', b'first'), ('b.txt', b'second')]))
    put('archive', 'warc-plain', Writer.write(b'warc', [('a.txt', b'first')]))
    put('archive', 'iso-plain', Writer.write(b'iso9660', two, b'!pad'))
    put('archive', 'lha-plain', lha(b'a.txt', TEXT))
    put('archive', 'lha-method', lha(b'a.txt', TEXT, b'-lh4-'))
    put('archive', 'cab-plain', cab('a.txt', TEXT))
    put('archive', 'rar-stored', rar5(b'a.txt', TEXT))
    put('archive', 'rar-cut', rar5(b'a.txt', TEXT)[:-40])
    put('archive', 'rar-sealed', rar5(b'a.txt', TEXT, encrypted=True))
    put('archive', 'bzip2-plain', bz2.compress(TEXT))
    put('archive', 'bzip2-two', bz2.compress(b'one ') + bz2.compress(b'two'))
    put('archive', 'bzip2-trailing', bz2.compress(TEXT) + b'behind the stream')
    put('archive', 'bzip2-cut', bz2.compress(TEXT)[:-12])
    put('archive', 'bzip2-not', b'BZh9 but no more than a text')
    put('archive', 'xz-plain', lzma.compress(TEXT))
    put('archive', 'xz-checksum', lzma.compress(TEXT)[:-40] + b'\1\2\3\4' + lzma.compress(TEXT)[-36:])
    put('archive', 'lzma-plain', lzma.compress(TEXT, lzma.FORMAT_ALONE))
    named = io.BytesIO()
    with gzip.GzipFile('inner name.txt', 'wb', 9, named, mtime=0) as f:
        f.write(TEXT)
    g = gzip.compress(b'one ', mtime=0) + gzip.compress(b'two', mtime=0)
    put('archive', 'gzip-named', named.getvalue())
    commented = bytearray(gzip.compress(TEXT, mtime=0))
    commented[3] = 16
    put('archive', 'gzip-comment', bytes(commented[:10]) + b'a comment\0' + bytes(commented[10:]))
    put('archive', 'gzip-two', g)
    put('archive', 'gzip-padded', g + b'\0' * 500)
    put('archive', 'gzip-trailing', g + b'behind the stream')
    put('archive', 'gzip-cut', gzip.compress(TEXT, mtime=0)[:-9])
    put('archive', 'gzip-crc', gzip.compress(TEXT, mtime=0)[:-8] + b'\0' * 8)
    put('archive', 'gzip-not', b'\x1f\x8b and that was it')
    put('archive', 'zlib-plain', zlib.compress(TEXT))


def lha(name, data, method=b'-lh0-'):
    crc = 0
    for byte in data:  # CRC-16/ARC
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    body = method + struct.pack('<IIIBBB', len(data), len(data), 0, 0x20, 0, len(name)) + name + struct.pack('<H', crc)
    return bytes([len(body), sum(body) & 255]) + body + data + b'\0'


def cab(name, data):
    def checksum(block):
        total = 0
        for i in range(0, len(block) & ~3, 4):
            total ^= struct.unpack_from('<I', block, i)[0]
        rest = block[len(block) & ~3:]
        return total ^ int.from_bytes(rest, 'big') if rest else total
    name = name.encode() + b'\0'
    files_at = 36 + 8
    data_at = files_at + 16 + len(name)
    sizes = struct.pack('<HH', len(data), len(data))
    block = struct.pack('<I', checksum(data) ^ struct.unpack('<I', sizes)[0]) + sizes + data
    head = b'MSCF' + struct.pack('<IIIIIBBHHHHH', 0, data_at + len(block), 0, files_at, 0, 3, 1, 1, 1, 0, 0, 0)
    return head + struct.pack('<IHH', data_at, 1, 0) + struct.pack('<IIHHHH', len(data), 0, 0, 0, 0, 0x20) + name + block


def rar5(name, data, encrypted=False):
    def vint(n):
        out = b''
        while n > 127:
            out += bytes([n & 127 | 128])
            n >>= 7
        return out + bytes([n])

    def block(body):
        body = vint(len(body)) + body
        return struct.pack('<I', zlib.crc32(body)) + body
    record = b''
    if encrypted:  # file encryption record: type 1, version 0, no flags, salt and IV
        record = vint(1) + vint(0) + vint(0) + bytes([15]) + bytes(16) + bytes(16)
        record = vint(len(record)) + record
    flags = 2 | (1 if record else 0)
    body = vint(2) + vint(flags) + (vint(len(record)) if record else b'') + vint(len(data)) + vint(4) + vint(len(data)) + vint(0o644) \
        + struct.pack('<I', zlib.crc32(data)) + vint(0) + vint(1) + vint(len(name)) + name + record
    return b'Rar!\x1a\7\1\0' + block(vint(1) + vint(0) + vint(0)) + block(body) + data + block(vint(5) + vint(0) + vint(0))


if __name__ == '__main__':
    zips()
    archives()
