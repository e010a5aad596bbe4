#!/usr/bin/env python3
"""Measures what Assay promises and ends with one table: goal, figure, what it must be, ok or MISS

    goals.py --bin build/bin --bench build/bench --corpus FOLDER [--prototype FOLDER] [--runs 5] [--quick] [--only text,start]

--corpus holds mixed.txt and dense.txt of ../shared/tools/make_text_corpus.py, --prototype naive119.tsv and dictionary2000.tsv;
without them their goals are skipped, aloud. Ratios come from one run with all sides in turns, CPU time (wall time for threads);
every figure is the median of the runs. --quick: a smoke run on little text, whose figures mean nothing. Standard library only.
"""
import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

GIB = 1 << 30
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
WORST = ('digits', 'at', 'colon', 'cards', 'line')
table = []


def goal(name, value, unit, relation, floor, basis=''):
    ok = value >= floor if relation == '>=' else value <= floor
    table.append((name, '%.3g %s' % (value, unit), '%s %g' % (relation, floor), basis, 'ok' if ok else 'MISS'))


def note(name, value, unit, basis=''):
    table.append((name, '%.3g %s' % (value, unit), '', basis, ''))


def skipped(name, why):
    table.append((name, 'not measured', '', why, 'MISS'))


def google_benchmark(program, runs, env=None, only='.'):
    """Medians by benchmark name: {'engine/mixed': {...}}. What could not run says why."""
    argv = [program, '--benchmark_format=json', '--benchmark_repetitions=%d' % runs, '--benchmark_filter=' + only,
            '--benchmark_enable_random_interleaving=true']
    out = subprocess.run(argv, env=dict(os.environ, **(env or {})), stdout=subprocess.PIPE, check=True).stdout
    runs_of = {}
    for row in json.loads(out)['benchmarks']:
        name = row['run_name'].split('/iterations')[0]
        if row.get('error_occurred'):
            print('  %s: %s' % (name, row['error_message']))
        elif row['run_type'] == 'iteration':
            runs_of.setdefault(name, []).append(row)
    return {name: {key: statistics.median(r[key] for r in rows) if isinstance(rows[0][key], (int, float)) else rows[0][key] for key in rows[0]}
            for name, rows in runs_of.items()}


def milliseconds(row, key='cpu_time'):
    return row[key] * {'ns': 1e-6, 'us': 1e-3, 'ms': 1, 's': 1e3}[row['time_unit']]


def gb_per_s(rows, name):
    """Of CPU time; None if it was not measured."""
    return rows[name]['bytes'] / milliseconds(rows[name]) / 1e6 if name in rows else None


# --- the text scan ---

def ratios(rows):
    for text, own_floor, naive_floor in (('mixed', 14, 9), ('dense', 14, 8)):
        ours = gb_per_s(rows, 'engine/' + text)
        for side, what, floor in (('own', 'the same regexes fused', own_floor), ('naive', 'naive119 fused', naive_floor)):
            theirs = gb_per_s(rows, 'fused_%s/%s' % (side, text))
            if ours is None or theirs is None:
                skipped('%s, %s: ratio' % (text, what), 'no corpus, no table, or see above')
            else:
                goal('%s, %s: ratio' % (text, what), ours / theirs, 'x', '>=', floor, '%.4f against %.4f GB/s' % (ours, theirs))
    for name, other, floor in (('engine/mixed', 'matcher/mixed', .85), ('engine/dense', 'matcher/dense', .85), ('file/plain', 'matcher/mixed', .85)):
        ours, alone = gb_per_s(rows, name), gb_per_s(rows, other)
        if ours is None or alone is None:
            skipped('%s of the matcher alone' % name, 'see above')
        else:
            goal('%s of the matcher alone' % name, ours / alone, 'x', '>=', floor, '%.4f against %.4f GB/s' % (ours, alone))
    hashed, plain = gb_per_s(rows, 'file/hashed'), gb_per_s(rows, 'file/plain')
    if hashed and plain:
        note('file with SHA-256 of the one without', hashed / plain, 'x', '%.4f GB/s' % hashed)


def dictionary(rows):
    text, ours, raw = (gb_per_s(rows, name) for name in ('engine/mixed', 'dictionary/engine', 'dictionary/raw'))
    if None in (text, ours, raw):
        return skipped('2,000 terms added', 'see above')
    serial = 1 / (1 / text + 1 / raw)
    goal('2,000 terms added, of 1/(1/P1 + 1/raw)', ours / serial, 'x', '>=', .8, '%.4f GB/s; raw literals %.3f' % (ours, raw))


def threads(rows):
    if 'threads/1' not in rows or 'threads/2' not in rows:
        return skipped('two threads', 'see above')
    one, two = (milliseconds(rows['threads/%d' % n], 'real_time') for n in (1, 2))
    goal('two threads, many texts', one / two, 'x', '>=', 1.8, 'wall time; load %.1f when measured' % os.getloadavg()[0])
    note('two threads, CPU time of one thread', milliseconds(rows['threads/2']) / milliseconds(rows['threads/1']), 'x', '1 is: neither waits for the other')


def worst(rows):
    mixed = gb_per_s(rows, 'engine/mixed')
    for kind in WORST:
        quarter, whole = (gb_per_s(rows, 'worst/%s/%s' % (kind, size)) for size in ('quarter', 'whole'))
        if None in (mixed, quarter, whole):
            skipped('worst text, %s' % kind, 'see above')
            continue
        goal('worst text, %s: slower than mixed' % kind, mixed / whole, 'x', '<=', 10, '%.4f GB/s' % whole)
        goal('worst text, %s: four times the text, per byte' % kind, quarter / whole, 'x', '<=', 1.25, 'linear is 1')


def rules(rows):
    for name, floor in (('cold', 2000), ('cached', 10)):
        if 'rules/' + name in rows:
            goal('all packs, %s' % name, milliseconds(rows['rules/' + name]), 'ms', '<=', floor, 'CPU, YAML included')
        else:
            skipped('all packs, %s' % name, 'see above')


def text_env(args, scratch):
    return {'ASSAY_BENCH_CORPUS': args.corpus, 'ASSAY_BENCH_NAIVE': os.path.join(args.prototype, 'naive119.tsv'),
            'ASSAY_BENCH_DICTIONARY': os.path.join(args.prototype, 'dictionary2000.tsv'), 'ASSAY_BENCH_SCRATCH': scratch,
            'ASSAY_BENCH_BYTES': str(args.bytes)}


def text_scan(args):
    with tempfile.TemporaryDirectory() as scratch:
        rows = google_benchmark(os.path.join(args.bench, 'text_scan_bench'), args.runs, text_env(args, scratch))
    for name in sorted(rows):
        speed = gb_per_s(rows, name) if 'bytes' in rows[name] else None
        print('  %-22s %s' % (name, '%9.4f GB/s, %d found' % (speed, rows[name].get('found', 0)) if speed else '%.1f ms' % milliseconds(rows[name])))
    for part in (ratios, dictionary, threads, worst, rules):
        part(rows)


def flood(args):
    lines = 200_000 if args.quick else 10_000_000
    out = subprocess.run([os.path.join(args.bench, 'text_scan_bench'), '--flood=%d' % lines], stdout=subprocess.PIPE, check=True).stdout
    found = json.loads(out)
    if found['findings'] < lines:
        return skipped('%d findings in one file' % lines, 'only %d were found' % found['findings'])
    goal('%d findings in one file' % lines, found['seconds'] / found['findings'] * 1e9, 'ns each', '<=', 300, '%d listed' % found['listed'])
    goal('the same, peak memory', found['peak_mib'], 'MiB', '<=', 68)


# --- others on the same corpus ---

def peer(name, argv, size):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryFile() as out:
        done = subprocess.run(argv, stdout=out, stderr=subprocess.PIPE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode > 1 or done.stderr.startswith(b'error'):
        return print('  %s: %s' % (name, done.stderr.decode(errors='replace').strip().splitlines()[:1]))
    note(name, size / seconds / 1e9, 'GB/s', subprocess.run([argv[0], '--version'], stdout=subprocess.PIPE).stdout.decode().splitlines()[0])


def yara_rules(path, rows):
    with open(path, 'w') as file:
        file.write('rule naive { strings:\n')
        for number, (flags, regex) in enumerate(rows):
            file.write('  $s%d = /%s/%s\n' % (number, regex.replace('/', '\\/').replace('(?:', '('), ' nocase' if 'i' in flags else ''))
        file.write('condition: any of them }\n')


def peers(args):
    naive = os.path.join(args.prototype, 'naive119.tsv')
    mixed = os.path.join(args.corpus, 'mixed.txt')
    if not os.path.exists(naive) or not os.path.exists(mixed):
        return print('  no corpus or no table')
    with open(naive) as file:
        rows = [line.rstrip('\n').split('\t')[1:3] for line in file if line.count('\t') >= 2]
    with tempfile.TemporaryDirectory() as folder:
        sample = os.path.join(folder, 'mixed.txt')
        for tool, size in (('rg', 32 << 20), ('yara', 2 << 20), ('clamscan', 8 << 20)):
            if not shutil.which(tool):
                print('  %s is not installed' % tool)
                continue
            size = min(size, args.bytes)
            with open(mixed, 'rb') as whole, open(sample, 'wb') as part:
                size = part.write(whole.read(size))
            if tool == 'rg':
                patterns = os.path.join(folder, 'naive.txt')
                with open(patterns, 'w') as file:
                    file.write('\n'.join('(?i:%s)' % regex if 'i' in flags else regex for flags, regex in rows) + '\n')
                peer('ripgrep -o, naive119', ['rg', '-j1', '-a', '-o', '-N', '-f', patterns, sample], size)
            elif tool == 'yara':
                yara_rules(os.path.join(folder, 'naive.yar'), rows)
                peer('yara, naive119', ['yara', '-w', '-p', '1', os.path.join(folder, 'naive.yar'), sample], size)
            else:
                database = os.path.join(folder, 'one.ndb')
                with open(database, 'w') as file:
                    file.write('Dummy.Signature:0:*:deadbeefdeadbeefdeadbeef\n')
                peer('clamscan, structured data', ['clamscan', '--no-summary', '-d', database, '--detect-structured=yes', sample], size)


# --- start, memory, identification ---

def type_detection(args):
    rows = google_benchmark(os.path.join(args.bench, 'identify_bench'), args.runs)
    heads = {name: row for name, row in rows.items() if any(kind in name for kind in ('text', 'docx', 'xlsx', 'pptx', 'office', 'pdf'))}
    times = [milliseconds(row, 'real_time') * 1e3 for row in heads.values()]
    goal('type of a part, median', statistics.median(times), 'us', '<=', 3)


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
            skipped('first finding, ' + kind, 'no sample')
            continue
        argv = [os.path.join(args.bin, 'assay'), 'scan', '--format', 'jsonl', files[0]]
        first_output_ms(argv)  # Fills the cache of compiled packs.
        goal('first finding, ' + kind, statistics.median(first_output_ms(argv) for _ in range(max(args.runs, 11))), 'ms', '<=', floor, 'wall time')


def peak_mib(argv):
    child = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    child.returncode, usage = os.wait4(child.pid, 0)[1:]
    return usage.ru_maxrss / 1024


def memory_of_rules(args):
    with tempfile.TemporaryDirectory() as scratch:
        env = dict(os.environ, **text_env(args, scratch))
        cold, warm = (json.loads(subprocess.run([os.path.join(args.bench, 'memory_bench')], env=env, stdout=subprocess.PIPE, check=True).stdout)
                      for _ in range(2))
    goal('all packs in memory', warm['rules_mib'], 'MiB', '<=', 64, '%.0f MiB at most while they are compiled' % cold['loading_peak_mib'])
    goal('a thread with them more, after 8 MiB of mixed text', warm['scratch_kib'] / 1024, 'MiB', '<=', 4)


def price_of_isolation(args):
    """Side by side in one process: each object with readers here, then with readers in processes of their own."""
    with tempfile.TemporaryDirectory() as scratch:
        env = dict(os.environ, **text_env(args, scratch))
        got = json.loads(subprocess.run([os.path.join(args.bench, 'isolation_bench')], env=env, stdout=subprocess.PIPE, check=True).stdout)
    goal('isolate all: throughput on text files of 100 KiB', got['text_100k_all']['throughput'], 'x', '>=', 0.9)
    goal('isolate all: throughput on text files of 8 KiB', got['text_8k_all']['throughput'], 'x', '>=', 0.7)
    own = max(got[kind]['added_us'] for kind in ('docx_native', 'xlsx_native'))
    goal('own readers in another process: added at the median', own / 1000, 'ms', '<=', 1)
    foreign = max(got[kind]['added_us'] for kind in ('tar_native', '7z_native'))
    goal('foreign readers in a process forked for each: added', foreign / 1000, 'ms', '<=', 3)


def peak_memory(args):
    """Largest resident set of a scan of a big text file, worker included."""
    block = ''.join('2026-11-%02d host%d app: user%d@example.org paid 12.%02d EUR, order %d\n' % (i % 28 + 1, i % 9, i, i % 100, i * 7919) for i in range(20000)).encode()
    most = (8 << 20) if args.quick else 2 * GIB
    argv = [os.path.join(args.bin, 'assay'), 'scan', '--format', 'jsonl', '-j', '1']
    with tempfile.NamedTemporaryFile(suffix='.log') as file:
        size = 0
        while size < most:
            size += file.write(block)
        file.flush()
        peak_mib(argv + [os.path.join(ROOT, 'README.md')])  # Fills the cache of compiled packs.
        start = time.perf_counter()
        peak = peak_mib(argv + [file.name])
        took = time.perf_counter() - start
    goal('log of %d MiB, peak memory' % (most >> 20), peak, 'MiB', '<=', 68, '%.1f s, %.3f GB/s' % (took, size / took / 1e9))


def stream_memory(args):
    argv = [sys.executable, os.path.join(ROOT, 'bench', 'stream_memory.py'), '--assay', os.path.join(args.bin, 'assay')]
    size = ['--bytes', str((256 << 20) if args.quick else 4 * GIB)]
    for name, more in (('stream', []), ('gzip stream', ['--container'])):
        got = json.loads(subprocess.run(argv + size + more, stdout=subprocess.PIPE, check=True).stdout)
        goal('%s of %d MiB of text, peak memory of that of 64 MiB' % (name, got['large']['bytes'] >> 20), got['ratio'], 'x', '<=', 1.1,
             '%.1f and %.1f MiB' % (got['large']['mib'], got['small']['mib']))


def beside_an_archive(args):
    with tempfile.TemporaryDirectory() as scratch:
        out = subprocess.run([os.path.join(args.bench, 'queue_bench'), '--runs=%d' % args.runs], env=dict(os.environ, ASSAY_BENCH_SCRATCH=scratch),
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    got = json.loads(out)
    goal('documents of 100 KiB beside an archive of 4 GiB, 99th percentile', got['ratio'], 'x', '<=', 2,
         '%.1f against %.1f ms idle; load %.1f when measured' % (got['beside_p99_ms'], got['idle_p99_ms'], os.getloadavg()[0]))


def machine(args):
    with open('/proc/cpuinfo') as file:
        model = next((line.split(':', 1)[1].strip() for line in file if line.startswith('model name')), '?')
    print('%s, %d cores, Linux %s, load %.1f, Python %s' % (model, os.cpu_count(), platform.release(), os.getloadavg()[0], platform.python_version()))
    version = subprocess.run([os.path.join(args.bin, 'assay'), '--version'], stdout=subprocess.PIPE).stdout.decode().strip()
    print('%s; %d runs%s' % (version, args.runs, '; --quick: these figures mean nothing' if args.quick else ''))


def print_table():
    widths = [max(len(row[i]) for row in table) for i in range(5)]
    print('\n' + '  '.join(head.ljust(width) for head, width in zip(('goal', 'figure', 'must be', 'basis', ''), widths)))
    for row in table:
        print('  '.join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
    missed = sum(row[4] == 'MISS' for row in table)
    print('%d goals, %d ok, %d MISS' % (sum(row[4] != '' for row in table), sum(row[4] == 'ok' for row in table), missed))


MEASURES = {'memory': peak_memory, 'stream': stream_memory, 'queue': beside_an_archive, 'rules': memory_of_rules,
            'isolation': price_of_isolation, 'start': first_finding, 'type': type_detection, 'text': text_scan, 'flood': flood,
            'peers': peers}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--bin', default=os.path.join(ROOT, 'build', 'bin'))
    parser.add_argument('--bench', default=os.path.join(ROOT, 'build', 'bench'))
    parser.add_argument('--corpus', default=os.environ.get('ASSAY_BENCH_CORPUS', ''))
    parser.add_argument('--prototype', default=os.path.join(ROOT, '..', 'shared', 'prototype'))
    parser.add_argument('--runs', type=int, default=5)
    parser.add_argument('--bytes', type=int, default=256 << 20, help='at most so much of each text')
    parser.add_argument('--quick', action='store_true')
    parser.add_argument('--only', default=','.join(MEASURES), help=', '.join(MEASURES))
    args = parser.parse_args()
    if args.quick:
        args.runs, args.bytes = 1, min(args.bytes, 1 << 20)
    machine(args)
    for name in args.only.split(','):
        print(name, flush=True)
        try:
            MEASURES[name](args)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            skipped(name, str(error))
    print_table()
    return 0


if __name__ == '__main__':
    sys.exit(main())
