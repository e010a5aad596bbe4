"""aes_test.py CORPUS: the example of FIPS 197, C.3, so that the encrypted sample is encrypted with AES and not with something like it."""
import sys

sys.path.insert(0, sys.argv[1])
from writers import aes  # noqa: E402: found by the line above

sealed = aes.encrypt(aes.expand(bytes(range(32))), bytes.fromhex("00112233445566778899aabbccddeeff"))
sys.exit(0 if sealed.hex() == "8ea2b7ca516745bfeafc49904b496089" else f"got {sealed.hex()}")
