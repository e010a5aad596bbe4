"""regenerate_test.py LABELLED: the generator makes exactly the committed files, byte for byte, and they stay small."""
import pathlib
import subprocess
import sys
import tempfile

NAMES = ("texts.jsonl.gz", "hard.jsonl.gz", "tables.jsonl.gz")


def main():
    labelled = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-B", str(labelled / "generate.py"), folder], check=True)
        wrong = [name for name in NAMES if (labelled / name).read_bytes() != (pathlib.Path(folder) / name).read_bytes()]
    size = sum(path.stat().st_size for path in labelled.glob("*.gz"))
    if wrong or size > 6_000_000:
        sys.exit(f"differ: {wrong}; {size} bytes in all")


main()
