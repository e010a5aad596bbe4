"""regenerate_test.py CORPUS: the generator makes exactly the committed samples, byte for byte, and no file more or less."""
import pathlib
import subprocess
import sys
import tempfile


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def main():
    corpus = pathlib.Path(sys.argv[1])
    committed = contents(corpus / "samples")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-B", str(corpus / "generate.py"), folder], check=True)
        made = contents(pathlib.Path(folder))
    wrong = sorted(name for name in committed.keys() | made.keys() if committed.get(name) != made.get(name))
    size = sum(map(len, committed.values()))
    if wrong or not committed or size > 5 << 20:
        sys.exit(f"differ: {wrong}; {len(committed)} files, {size} bytes")


main()
