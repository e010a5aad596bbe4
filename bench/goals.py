#!/usr/bin/env python3
"""Measures what Assay promises and ends with one line per goal: goal NAME VALUE UNIT >= FLOOR ok|short

    goals.py --bin build/bin --bench build/bench --corpus FOLDER [--runs 5]

FOLDER holds mixed.txt and dense.txt of shared/tools/make_text_corpus.py; without it the text goals are skipped, aloud.
Ratios come from one run with both sides in turns; every figure is the median of the runs. Standard library only.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

GIB = 1 << 30
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
lines = []


def goal(name, value, unit, relation, floor):
    ok = value >= floor if relation == '>=' else value <= floor
    lines.append('goal %s %.3g %s %s %g %s' % (name, value, unit, relation, floor, 'ok' if ok else 'short'))


def skipped(name, why):
    lines.append('goal %s skipped: %s' % (name, why))


def google_benchmark(program, runs, env=None):
    """Medians by benchmark name: {'scan_text/mixed': {...}}."""
    out = subprocess.run([program, '--benchmark_format=json', '--benchmark_repetitions=%d' % runs, '--benchmark_enable_random_interleaving=true'],
                         env=dict(os.environ, **(env or {})), stdout=subprocess.PIPE, check=True).stdout
    medians = {}
    for row in json.loads(out)['benchmarks']:
        if row.get('error_occurred'):
            print('  %s: %s' % (row['name'], row['error_message']))
        elif row.get('aggregate_name') == 'median':
            medians[row['run_name'].split('/iterations')[0]] = row
    return medians


def text_scan(args):
    names = ('text_scan_mixed_ratio', 'text_scan_dense_ratio')
    if not args.corpus or not os.path.exists(os.path.join(args.corpus, 'mixed.txt')):
        for name in names:
            skipped(name, 'no corpus; make one with make_text_corpus.py and give --corpus')
        return
    rows = google_benchmark(os.path.join(args.bench, 'text_scan_bench'), args.runs, {'ASSAY_BENCH_CORPUS': args.corpus})
    for kind, name in zip(('mixed', 'dense'), names):
        ours, fused = (rows['%s/%s' % (side, kind)]['bytes_per_second'] / 1e9 for side in ('scan_text', 'fused_regexes'))
        print('  %s: assay %.3f GB/s, the same regexes fused in Hyperscan %.3f GB/s, ratio %.2f' % (kind, ours, fused, ours / fused))
        goal(name, ours / fused, 'x', '>=', 1.5)


def type_detection(args):
    rows = google_benchmark(os.path.join(args.bench, 'identify_bench'), args.runs)
    heads = {name: row for name, row in rows.items() if any(kind in name for kind in ('text', 'docx', 'xlsx', 'pptx', 'office', 'pdf'))}
    scale = {'ns': 1e-3, 'us': 1, 'ms': 1e3}
    times = {name: row['real_time'] * scale[row['time_unit']] for name, row in heads.items()}
    for name, micros in sorted(times.items()):
        print('  %s %.3f us' % (name, micros))
    goal('type_detection_median', statistics.median(times.values()), 'us', '<=', 3)


def first_output_ms(argv):
    start = time.perf_counter()
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL) as process:
        process.stdout.read(1)
        took = (time.perf_counter() - start) * 1e3
        process.stdout.read()
    return took


def first_finding(args):
    samples = os.path.join(ROOT, 'corpus', 'samples')
    for kind, suffix, floor in (('text', '.log', 30), ('pdf', '.pdf', 80)):
        files = sorted(os.path.join(folder, f) for folder, _, names in os.walk(samples) for f in names if f.endswith(suffix))
        if not files:
            skipped('first_finding_' + kind, 'no sample')
            continue
        argv = [os.path.join(args.bin, 'assay'), 'scan', '--format', 'jsonl', files[0]]
        first_output_ms(argv)  # Fills the cache of compiled packs.
        goal('first_finding_' + kind, statistics.median(first_output_ms(argv) for _ in range(max(args.runs, 11))), 'ms', '<=', floor)


def peak_memory(args):
    """Largest resident set of a scan of a 2 GiB text file, worker included."""
    block = ''.join('2026-11-%02d host%d app: user%d@example.org paid 12.%02d EUR, order %d\n' % (i % 28 + 1, i % 9, i, i % 100, i * 7919) for i in range(20000)).encode()
    with tempfile.NamedTemporaryFile(suffix='.log') as file:
        size = 0
        while size < 2 * GIB:
            size += file.write(block)
        file.flush()
        start = time.perf_counter()
        subprocess.run([os.path.join(args.bin, 'assay'), 'scan', '--format', 'jsonl', '-j', '1', file.name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print('  2 GiB log, a finding in every line: %.1f s, %.2f GB/s, peak %.1f MiB' % (took, size / took / 1e9, peak))
    goal('peak_memory_2GiB_text', peak, 'MiB', '<=', 96)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--bin', default=os.path.join(ROOT, 'build', 'bin'))
    parser.add_argument('--bench', default=os.path.join(ROOT, 'build', 'bench'))
    parser.add_argument('--corpus', default=os.environ.get('ASSAY_BENCH_CORPUS', ''))
    parser.add_argument('--runs', type=int, default=5)
    args = parser.parse_args()
    # Memory first: the largest child counts, and the other measurements have larger ones.
    for measure in (peak_memory, first_finding, type_detection, text_scan):
        print(measure.__name__.replace('_', ' '), flush=True)
        measure(args)
    print('\n'.join(lines))
    return 0


if __name__ == '__main__':
    sys.exit(main())
