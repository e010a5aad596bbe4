"""ZIP (also encrypted), tar and gzip with fixed times and no owner, so that the bytes are the same on every machine."""
import gzip
import hashlib
import hmac
import io
import struct
import tarfile
import zlib

from writers import aes

DOS_DATE, DOS_TIME = (2024 - 1980) << 9 | 3 << 5 | 15, 10 << 11 | 15 << 5  # 2024-03-15 10:15
UTF8_NAMES, ENCRYPTED = 0x800, 0x1
STORED, DEFLATED, WINZIP_AES = 0, 8, 99


def deflated(content):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def inflated_from(file, name):
    """What comes out of the deflated member that begins with this name, as far as the file goes."""
    return zlib.decompressobj(-15).decompress(file[file.index(name) + len(name):])


def zip_crypto(packed, crc, password, dice):
    """The traditional cipher of APPNOTE.TXT, 6.1: three keys that every plain byte moves on."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def step(old, byte):
        return zlib.crc32(bytes([byte]), old ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    def move_on(byte):
        keys[0] = step(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = step(keys[2], keys[1] >> 24)

    def seal(byte):
        mask = (keys[2] | 2) & 0xFFFF
        sealed = byte ^ ((mask * (mask ^ 1)) >> 8 & 0xFF)
        move_on(byte)
        return sealed

    for byte in password:
        move_on(byte)
    return bytes(seal(byte) for byte in dice.bytes(11) + bytes([crc >> 24]) + packed)


def winzip_aes(packed, password, dice):
    """AE-2 with 256 bits: salt, password check, AES in counter mode, HMAC-SHA1 cut to ten bytes."""
    salt = dice.bytes(16)
    derived = hashlib.pbkdf2_hmac("sha1", password, salt, 1000, 66)
    sealed = aes.counter_mode(derived[:32], packed)
    return salt + derived[64:] + sealed + hmac.new(derived[32:64], sealed, hashlib.sha1).digest()[:10]


def zip_file(members, cipher=None, password=b"", dice=None):
    """`members`: (name, content). `cipher`: None, "zipcrypto" or "aes"."""
    out, directory = bytearray(), bytearray()
    for name, content in members:
        crc, packed, method, extra, flags = zlib.crc32(content), deflated(content), DEFLATED, b"", UTF8_NAMES
        if len(packed) >= len(content):
            packed, method = content, STORED
        if cipher == "zipcrypto":
            packed, flags = zip_crypto(packed, crc, password, dice), flags | ENCRYPTED
        elif cipher == "aes":
            extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, method)
            packed, method, crc, flags = winzip_aes(packed, password, dice), WINZIP_AES, 0, flags | ENCRYPTED
        raw, offset = name.encode(), len(out)
        common = struct.pack("<HHHHHIIIHH", 51 if extra else 20, flags, method, DOS_TIME, DOS_DATE, crc, len(packed), len(content),
                             len(raw), len(extra))
        out += b"PK\3\4" + common + raw + extra + packed
        directory += b"PK\1\2" + struct.pack("<H", 0x33F) + common + struct.pack("<HHHII", 0, 0, 0, 0o644 << 16, offset) + raw + extra
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(out), 0)
    return bytes(out + directory + b"PK\5\6" + end)


def tar_file(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in members:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime, entry.mode = len(content), 1710497700, 0o644
            tar.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def tar_gz(members):
    return gzip.compress(tar_file(members), 9, mtime=0)
