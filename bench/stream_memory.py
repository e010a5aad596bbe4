#!/usr/bin/env python3
"""Question: does a stream of 4 GiB take more memory than one of 64 MiB? Prints one line of JSON: peak resident MiB of both.

    stream_memory.py --assay build/bin/assay [--bytes 4294967296] [--container]

Text with an identifier every few hundred lines goes into `assay scan -`; with --container it is gzip of that text.
"""
import argparse
import json
import os
import subprocess
import zlib

BASE = 64 << 20
BLOCK = 1 << 20


def blocks(size):
    """Text of `size` bytes, each MiB another."""
    for number in range(size // BLOCK):
        line = 'row %d status report from the meeting on Tuesday, order %06d, phone and note\n' % (number, number * 7919 % 1000000)
        text = 'IBAN DE89 3704 0044 0532 0130 00\n' + line * (BLOCK // len(line) + 1)
        yield text[:BLOCK - 1].encode() + b'\n'


def packed(stream):
    """With some noise in each block, so that the ratio stays far below the limit."""
    gzip = zlib.compressobj(1, zlib.DEFLATED, 31)
    for block in stream:
        yield gzip.compress(block[:-(128 << 10)] + os.urandom(64 << 10).hex().encode())
    yield gzip.flush()


def peak_mib(argv, stream):
    """Of the program alone: what it starts is counted when it ends, and it starts nothing for text."""
    process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    for block in stream:
        process.stdin.write(block)
    process.stdin.close()
    result = json.loads(process.stdout.readline())['result']
    _, status, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--assay', required=True)
    parser.add_argument('--bytes', type=int, default=4 << 30)
    parser.add_argument('--container', action='store_true')
    args = parser.parse_args()
    argv = [args.assay, 'scan', '--format', 'jsonl', '--max-expanded', '8G', '-']
    out = {}
    for name, size in (('small', BASE), ('large', args.bytes)):
        stream = packed(blocks(size)) if args.container else blocks(size)
        peak, code, result = peak_mib(argv, stream)
        out[name] = {'mib': round(peak, 1), 'bytes': size, 'exit_code': code, 'verdict': result['verdict'], 'findings': result['finding_count']}
    out['ratio'] = round(out['large']['mib'] / out['small']['mib'], 3)
    print(json.dumps(out))


if __name__ == '__main__':
    main()
