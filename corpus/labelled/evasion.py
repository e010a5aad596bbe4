#!/usr/bin/env python3
"""evasion.py ASSAY [--rules RULES] [--texts N] [--traps N] [--only TRICK] [--keep FILE] [--json FILE]: what is found of disguised values.

Takes labelled texts with identifiers of digits and letters, writes each once plain and once with each trick, and lets `assay eval`
measure them. For each trick: recall relative to the same texts without it (at least 0.95; 0.80 for confusable letters), and how
much precision it costs, traps disguised in the same way included (at most 0.01). Exit code 1 if a trick is below.
Labels stay bytes of the text as written, disguise included.
"""
import argparse
import base64
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
from dice import Dice  # noqa: E402: found by the line above
from values.within import WITHIN  # noqa: E402

SEED = 20261123
HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
DIGITS = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "๐๑๒๓๔๕๖๗๘๙"]
LOOKALIKE = {"a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х", "y": "у", "i": "і", "A": "А", "B": "В", "C": "С", "E": "Е", "H": "Н", "I": "І", "K": "К", "M": "М", "N": "Ν", "O": "О", "P": "Р", "S": "Ѕ", "T": "Т", "X": "Х"}
FLOOR, CONFUSABLE_FLOOR, PRECISION_LOSS = 0.95, 0.80, 0.01


class Pieces:
    """A text as a list of (original character, what it is written as); labels follow."""

    def __init__(self, row):
        self.row, self.out = row, list(row["text"])
        starts, at = {}, 0
        for i, char in enumerate(row["text"]):
            starts[at] = i
            at += len(char.encode())
        starts[at] = len(row["text"])
        self.labels = [(starts[one["begin"]], starts[one["end"]]) for one in row["labels"]]
        # What a trick is applied to: the values, or in a trap every longer run of digits.
        self.spans = self.labels or digit_runs(row["text"])

    def each(self, change):
        for begin, end in self.spans:
            for i in range(begin, end):
                self.out[i] = change(self.out[i], i - begin, end - begin)

    def labelled(self, trick):
        offsets, size = [], 0
        for piece in self.out:
            offsets.append(size)
            size += len(piece.encode())
        offsets.append(size)
        text = "".join(self.out)
        return renamed(self.row, trick, text, [(offsets[begin], offsets[end]) for begin, end in self.labels])


def digit_runs(text):
    runs, start = [], None
    for i, char in enumerate(text + " "):
        if char.isascii() and char.isdigit():
            start = i if start is None else start
        elif start is not None:
            if i - start >= 5:
                runs.append((start, i))
            start = None
    return runs


def renamed(row, trick, text, ranges):
    labels = [{**{key: value for key, value in label.items() if key != "value"}, "begin": begin, "end": end} for label, (begin, end) in zip(row["labels"], ranges)]
    return {"id": f"{row['id']}/{trick}", "lang": row["lang"], "kind": "text", "trick": trick, **({"hard": row["hard"]} if "hard" in row else {}), "text": text, "labels": labels}


def zero_width(dice, pieces):
    pieces.each(lambda c, i, n: c + dice.pick(HIDDEN) if i + 1 < n and dice.below(3) == 0 else c)


def full_width(dice, pieces):
    pieces.each(lambda c, i, n: chr(ord(c) + 0xFEE0) if c.isascii() and c.isdigit() else c)


def other_digits(dice, pieces):
    script = dice.pick(DIGITS)
    pieces.each(lambda c, i, n: script[int(c)] if c.isascii() and c.isdigit() else c)


def separated(dice, pieces):
    separator, size = dice.pick([" ", ".", "-", " "]), dice.pick([1, 2, 3, 4])
    for begin, end in pieces.spans:
        seen = 0
        for i in range(begin, end):
            if not pieces.out[i].isalnum():
                pieces.out[i] = ""
            else:
                seen += 1
                if seen % size == 0 and any(c.isalnum() for c in pieces.row["text"][i + 1:end]):
                    pieces.out[i] += separator


def line_wrap(dice, pieces):
    for begin, end in pieces.spans:
        at = begin + max(1, (end - begin) * dice.between(3, 7) // 10)
        if pieces.out[at - 1] == " ":
            pieces.out[at - 1] = "\n"
        else:
            pieces.out[at - 1] += dice.pick(["\n", "\r\n", "\n"])


def entities(dice, pieces):
    form = dice.pick(["&#{0};", "&#x{0:x};", "&#{0:04d};"])
    pieces.each(lambda c, i, n: form.format(ord(c)) if c.isdigit() or dice.below(3) == 0 and not c.isspace() else c)


def percent(dice, pieces):
    pieces.each(lambda c, i, n: "".join(f"%{b:02X}" for b in c.encode()) if dice.below(2) or not c.isalnum() else c)


def confusable(dice, pieces):
    swap = {"0": dice.pick("OOo"), "1": dice.pick("lI")}
    pieces.each(lambda c, i, n: swap.get(c, c))


def homoglyphs(dice, pieces):
    inside = {i for begin, end in pieces.labels for i in range(begin, end)}
    for i, char in enumerate(pieces.out):
        if i not in inside and char in LOOKALIKE and dice.below(2):
            pieces.out[i] = LOOKALIKE[char]


def quoted_printable(dice, row):
    offsets, out, column = [], "Content-Transfer-Encoding: quoted-printable\n\n", 0
    for byte in row["text"].encode():
        char = chr(byte)
        piece = char if 32 <= byte < 127 and char != "=" and (not char.isdigit() or dice.below(3)) or char == "\n" else f"={byte:02X}"
        if char == "\n":
            column = 0
        elif column + len(piece) > 75:
            out, column = out + "=\n", 0
        offsets.append(len(out))
        out, column = out + piece, column + (len(piece) if char != "\n" else 0)
    offsets.append(len(out))
    return out, [(offsets[one["begin"]], offsets[one["end"]]) for one in row["labels"]]


def base64_layer(dice, row):
    head = dice.pick(["Content-Transfer-Encoding: base64\n\n", "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n", "payload: ", ""])
    raw = base64.b64encode(row["text"].encode()).decode()
    wrapped = "\n" in head
    body = "\n".join(raw[i:i + 76] for i in range(0, len(raw), 76)) if wrapped else raw

    def place(quantum):
        at = quantum * 4
        return len(head) + at + (max(at - 1, 0) // 76 if wrapped else 0)

    return head + body + "\n", [(place(one["begin"] // 3), min(place(-(-one["end"] // 3)), len(head + body))) for one in row["labels"]]


TRICKS = {"zero_width": zero_width, "full_width": full_width, "other_digits": other_digits, "separated": separated, "line_wrap": line_wrap, "entities": entities,
          "percent": percent, "confusable": confusable, "homoglyphs": homoglyphs}
LAYERS = {"quoted_printable": quoted_printable, "base64": base64_layer}


def rows_of(name):
    with gzip.open(HERE / name) as file:
        return [json.loads(line) for line in file]


def suitable(row):
    """One value, of digits mostly, no credential and no address or text."""
    labels = [one for one in row["labels"] if not one.get("optional")]
    if row["genre"] in ("record", "name") or len(labels) != 1 or len(row["labels"]) > 1:
        return False
    value, detector = labels[0]["value"], labels[0]["detector"]
    digits = sum(c.isdigit() for c in value)
    return detector not in WITHIN and digits >= 6 and digits * 2 >= len(value) and "\n" not in value and detector not in UNFIT


# Not numbers of a scheme: their separators carry meaning, or they are no digits in the end.
UNFIT = {"ipv4_address", "ipv6_address", "mac_address", "date_of_birth", "geo_coordinates", "credit_card_expiry", "url", "email_address", "phone_number", "us_bank_account", "bank_account_generic",
         "gb_bank_account", "au_bank_account", "ca_bank_account", "de_bank_account", "employee_id", "medical_record_number", "de_schufa_id", "us_health_plan_id", "credit_card_track", "gb_electoral_roll",
         "passport_generic", "drivers_license_generic", "de_commercial_register", "icd9_cm", "de_tax_number", "us_ndc", "de_license_plate"}


def sample(rows, count):
    step = max(1, len(rows) // count)
    return rows[::step][:count]


def disguised(texts, traps, wanted):
    for row in texts + traps:
        yield renamed(row, "plain", row["text"], [(one["begin"], one["end"]) for one in row["labels"]])
        for trick, change in TRICKS.items():
            if trick not in wanted:
                continue
            if trick == "confusable" and row["labels"]:
                value = row["labels"][0]["value"]
                if "0" not in value and "1" not in value:
                    continue
            pieces = Pieces(row)
            change(Dice(SEED, f"{trick}/{row['id']}"), pieces)
            yield pieces.labelled(trick)
        for trick, layer in LAYERS.items():
            if trick not in wanted:
                continue
            text, ranges = layer(Dice(SEED, f"{trick}/{row['id']}"), row)
            yield renamed(row, trick, text, ranges)


def measured(program, rules, path):
    command = [program, "eval", str(path), "--json", *(["--rules", rules] if rules else [])]
    run = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if run.returncode:
        sys.exit(f"assay eval ended with exit code {run.returncode}")
    return json.loads(run.stdout)


def table(result):
    groups = result["groups"]["trick"]
    plain, good, lines = groups["plain"], True, []
    lines.append(f"{'TRICK':20}{'LABELS':>8}{'FOUND':>8}{'FALSE':>8}{'RECALL':>9}{'OF PLAIN':>10}{'PRECISION':>11}{'LOSS':>8}")
    for trick in ["plain", *TRICKS, *LAYERS]:
        if trick not in groups:
            continue
        row = groups[trick]
        relative, loss = row["recall"] / max(plain["recall"], 1e-9), max(0.0, plain["precision"] - row["precision"])
        ok = trick == "plain" or relative >= (CONFUSABLE_FLOOR if trick == "confusable" else FLOOR) and loss <= PRECISION_LOSS
        good = good and ok
        lines.append(f"{trick:20}{row['labels']:8}{row['found']:8}{row['false_alarms']:8}{row['recall']:9.3f}{relative:10.3f}{row['precision']:11.3f}{loss:8.3f}{'' if ok else '  below'}")
    return lines, good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assay")
    parser.add_argument("--rules")
    parser.add_argument("--texts", type=int, default=900)
    parser.add_argument("--traps", type=int, default=500)
    parser.add_argument("--only", action="append", choices=[*TRICKS, *LAYERS], help="these tricks, not all of them; repeatable")
    parser.add_argument("--keep", type=pathlib.Path, help="write the disguised texts there as well (.jsonl)")
    parser.add_argument("--json", type=pathlib.Path, help="write what eval said there")
    args = parser.parse_args()
    texts = sample([row for row in rows_of("texts.jsonl.gz") if suitable(row)], args.texts)
    traps = sample([row for row in rows_of("hard.jsonl.gz") if not row["labels"] and row["hard"] != "near_miss"], args.traps)
    with tempfile.TemporaryDirectory(prefix="assay-evasion-") as folder:
        path = args.keep or pathlib.Path(folder) / "evasion.jsonl"
        with open(path, "w", encoding="utf-8") as file:
            for row in disguised(texts, traps, args.only or [*TRICKS, *LAYERS]):
                file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
        result = measured(args.assay, args.rules, path)
    if args.json:
        args.json.write_text(json.dumps(result), encoding="utf-8")
    lines, good = table(result)
    print("\n".join([f"{len(texts)} texts, {len(traps)} traps, threshold {result['threshold']}", *lines]))
    sys.exit(0 if good else 1)


main()
