"""AES-256 (FIPS 197), encryption only, for the counter mode of encrypted ZIP members. Slow and meant for a few kilobytes."""


def _multiply(a, b):
    """In GF(2^8) modulo x^8 + x^4 + x^3 + x + 1."""
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a = a << 1 ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def _s_box():
    box = [0x63] * 256
    for value in range(1, 256):
        inverse = next(x for x in range(1, 256) if _multiply(value, x) == 1)
        turned = inverse
        for shift in range(1, 5):
            turned ^= (inverse << shift | inverse >> (8 - shift)) & 0xFF
        box[value] = turned ^ 0x63
    return box


S_BOX = _s_box()
DOUBLE = [_multiply(value, 2) for value in range(256)]


def expand(key):
    """Fifteen round keys of 16 bytes (section 5.2)."""
    words, constant = [list(key[i:i + 4]) for i in range(0, 32, 4)], 1
    for i in range(8, 60):
        word = words[-1]
        if i % 8 == 0:
            word = [S_BOX[b] for b in word[1:] + word[:1]]
            word[0] ^= constant
            constant = DOUBLE[constant]
        elif i % 8 == 4:
            word = [S_BOX[b] for b in word]
        words.append([a ^ b for a, b in zip(words[i - 8], word)])
    return [sum(words[i:i + 4], []) for i in range(0, 60, 4)]


def encrypt(keys, block):
    state = [a ^ b for a, b in zip(block, keys[0])]
    for number, key in enumerate(keys[1:], 1):
        state = [S_BOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]  # SubBytes and ShiftRows
        if number < len(keys) - 1:
            state = [_mixed(state, i) for i in range(16)]
        state = [a ^ b for a, b in zip(state, key)]
    return bytes(state)


def _mixed(state, i):
    column, row = state[i - i % 4:i - i % 4 + 4], i % 4
    a, b, c, d = column[row:] + column[:row]
    return DOUBLE[a] ^ DOUBLE[b] ^ b ^ c ^ d


def counter_mode(key, content):
    """The counter is little endian and begins with 1, as WinZip has it."""
    keys, out = expand(key), bytearray()
    for number, at in enumerate(range(0, len(content), 16), 1):
        stream = encrypt(keys, number.to_bytes(16, "little"))
        out += bytes(a ^ b for a, b in zip(content[at:at + 16], stream))
    return bytes(out)
