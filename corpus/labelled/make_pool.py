#!/usr/bin/env python3
"""make_pool.py OUT [--count N]: draws the values of every detector once and writes them to OUT (pool.json.gz), each number accepted by
python-stdnum where it has a module, else by own_checks.py. Needs python-stdnum 2.2 (PyPI, in a virtual environment); generate.py needs only
the pool. For each detector with a check the pool also holds near misses: one character changed, no longer accepted."""
import argparse
import gzip
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
from dice import Dice  # noqa: E402: found by the line above
from values import specs  # noqa: E402


def near_miss(dice, spec, value):
    digits = [i for i, c in enumerate(value) if c.isdigit()]
    for _ in range(60):
        at = dice.pick(digits[max(0, len(digits) - 6):])
        other = value[:at] + dice.pick("0123456789") + value[at + 1:]
        if other != value and not spec.ok(other):
            return other
    return None


def pool_of(spec, count):
    dice = Dice(20261123, "pool/" + spec.id)
    values, misses = [], []
    for _ in range(count * 4):
        value = spec.make(dice)
        if value not in values:
            values.append(value)
        if len(values) == count:
            break
    for value in values[:count // 3] if spec.ok and spec.near else []:
        other = near_miss(dice, spec, value)
        if other:
            misses.append(other)
    return {"values": values, "near": misses}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=90)
    args = parser.parse_args()
    pool = {}
    for ident, spec in sorted(specs().items()):
        pool[ident] = pool_of(spec, args.count if len(spec.make(Dice(1, "size"))) < 200 else 12)
    raw = json.dumps(pool, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    with open(args.out, "wb") as file, gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write(raw)


main()
