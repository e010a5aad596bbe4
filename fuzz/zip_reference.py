#!/usr/bin/env python3
"""Our ZIP reader against Python's zipfile and Info-ZIP's unzip on valid archives: same members, same bytes.

    zip_reference.py ZIP_MEMBERS [ARCHIVES [SEED]]       ZIP_MEMBERS: the program assay-zip-members of this build
"""
import io, os, random, shutil, subprocess, sys, tempfile, zipfile, zlib

METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]


class Unseekable(io.RawIOBase):
    """zipfile writes sizes behind the data of what it cannot seek in."""

    def __init__(self, inner):
        self.inner = inner

    def writable(self):
        return True

    def write(self, data):
        return self.inner.write(bytes(data))

    def flush(self):
        pass


def content(dice):
    kind = dice.randrange(4)
    if kind == 0:
        return b''
    if kind == 1:
        return dice.randbytes(dice.randrange(5000))
    if kind == 2:
        return b'PK\3\4 and PK\1\2 ' * dice.randrange(40)
    return bytes([dice.randrange(256)]) * dice.randrange(70000)


def archive(dice):
    """(bytes, {name: content})"""
    out, members = io.BytesIO(), {}
    with zipfile.ZipFile(Unseekable(out) if dice.randrange(3) == 0 else out, 'w') as z:
        z.comment = dice.randbytes(dice.randrange(30)).replace(b'P', b'')
        for i in range(dice.randrange(12)):
            name = dice.choice(['a', 'fol der/b', 'ünï', 'x' * 200, '..', 'ß/ß']) + str(i)
            info = zipfile.ZipInfo(name)
            info.compress_type = dice.choice(METHODS)
            info.comment = b'' if dice.randrange(3) else 'Kömment'.encode()
            members[name] = content(dice)
            if dice.randrange(6) == 0:
                with z.open(info, 'w', force_zip64=True) as member:
                    member.write(members[name])
            else:
                z.writestr(info, members[name])
    return out.getvalue(), members


def line(name, data):
    return f'{zlib.crc32(data):08x} {len(data)} {name}'


def ours(program, path):
    lines = subprocess.run([program, path], capture_output=True, check=True).stdout.decode().splitlines()
    return sorted(lines)


def check(program, folder, dice, number):
    data, members = archive(dice)
    path = os.path.join(folder, f'{number}.zip')
    with open(path, 'wb') as f:
        f.write(data)
    expected = sorted(line(name, data) for name, data in members.items())
    with zipfile.ZipFile(path) as z:
        theirs = sorted(line(i.filename, z.read(i)) for i in z.infolist())
    assert theirs == expected, f'archive {number}: zipfile does not read what it wrote'
    got = ours(program, path)
    assert got == expected, f'archive {number}: {set(got) ^ set(expected)}'
    if shutil.which('unzip') and number % 10 == 0 and members:
        name = dice.choice(sorted(members))
        if name.isascii() and not name.startswith('..'):
            said = subprocess.run(['unzip', '-p', path, name], capture_output=True).stdout
            assert said == members[name], f'archive {number}: unzip reads {name} otherwise'


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            check(program, folder, dice, number)
    print(f'{count} archives read alike, seed {seed}')


if __name__ == '__main__':
    main()
