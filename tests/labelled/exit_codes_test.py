"""exit_codes_test.py ASSAY: what `assay eval` answers: 0 floors hold, 1 one does not, 2 input that is none; and that it masks."""
import json
import pathlib
import subprocess
import sys
import tempfile

PACK = """pack: t
version: 1.0.0
detectors:
  - id: t_customer
    name: {en: Customer, de: Kunde}
    category: pii
    jurisdiction: GLOBAL
    regulations: [GDPR]
    patterns: ['KX\\d{6}']
    boundary: word
    confidence: {alone: 70}
    examples: ['KX123456', 'KX123457']
    counter: ['XKX123456', 'KX12345', 'KX1234567']
    source: test
"""
ROWS = [{"id": "a", "lang": "en", "kind": "text", "text": "see KX123456", "labels": [{"detector": "t_customer", "begin": 4, "end": 12}]},
        {"id": "b", "lang": "en", "kind": "text", "text": "see KX 123456", "labels": [{"detector": "t_customer", "begin": 4, "end": 13}]}]


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "t.yaml").write_text(PACK, encoding="utf-8")
        texts, broken, page = folder / "l.jsonl", folder / "broken.jsonl", folder / "page.html"
        texts.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
        broken.write_text("{}\n", encoding="utf-8")
        wrong = []

        def expect(code, *flags):
            run = subprocess.run([sys.argv[1], "eval", "--rules", str(folder / "t.yaml"), "--no-cache", *map(str, flags)], stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, text=True, check=False)
            if run.returncode != code:
                wrong.append(f"{flags}: {run.returncode}, not {code}: {run.stderr}")
            return run.stdout

        out = expect(0, texts)
        if "KX 123456" in out or "XX ######" not in out or "50.0 %" not in out:
            wrong.append(out)
        expect(0, "--min-recall", 0.5, "--min-precision", 1, texts)
        expect(1, "--min-recall", 0.6, texts)
        expect(1, "--min-detector-recall", 0.6, texts)
        expect(0, "--min-detector-recall", 0.6, "--floor", "t_customer=0/0.5", texts)
        expect(0, "--min-recall", 0.6, "--leave-out", "t_customer", texts)
        expect(2, "--min-recall", 7, texts)
        expect(2, broken)
        expect(2, folder / "nobody.jsonl")
        expect(2, "--html", folder / "no" / "page.html", texts)
        result = json.loads(expect(0, "--json", "--html", page, texts))
        if result["schema"] != "assay.eval.v1" or len(result["misses"]) != 1 or "<svg" not in page.read_text(encoding="utf-8"):
            wrong.append("JSON or page")
    sys.exit("\n".join(wrong) if wrong else 0)


main()
