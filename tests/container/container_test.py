#!/usr/bin/python3
"""Where it runs: as nobody, on a read-only root, without capabilities, under a container's default system-call filter.

    container_test.py --assay build/bin/assay --restricted build/tests/assay_restricted --build build

What a scan says in there is what it says outside, `assay doctor` says which layers there are, and `--isolation required:LAYERS`
starts with those and refuses to start with more. Exit 77 (skipped) where bubblewrap cannot make such a place.
"""
import argparse
import json
import os
import subprocess
import sys
import unittest

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
SAMPLES = os.path.join('corpus', 'samples')
NOBODY = 65534
ALWAYS = 'no_new_privs,rlimits,seccomp'
args = None


def as_nobody():
    """A real other user where we are root; else we are none already."""
    return {'user': NOBODY, 'group': NOBODY, 'extra_groups': []} if os.geteuid() == 0 else {}


def pod(profile, argv):
    """The command line of `argv` in a restricted pod: new namespaces, root read-only, an empty /tmp, no home."""
    place = ['bwrap', '--unshare-all', '--uid', str(NOBODY), '--gid', str(NOBODY), '--cap-drop', 'ALL', '--new-session', '--die-with-parent',
             '--ro-bind', '/', '/', '--dev', '/dev', '--ro-bind', '/proc', '/proc', '--tmpfs', '/tmp',
             '--ro-bind', ROOT, ROOT, '--ro-bind', args.build, args.build,
             '--clearenv', '--setenv', 'PATH', '/usr/bin:/bin', '--setenv', 'HOME', '/nonexistent', '--chdir', ROOT]
    return place + ['--', args.restricted, profile] + argv


def run(argv):
    return subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, cwd=ROOT, text=True, **as_nobody())


def results(outcome):
    return [json.loads(line)['result'] for line in outcome.stdout.splitlines()]


def without_keys(result):
    """The key of the value hashes is a new one in every run."""
    result = dict(result, key={})
    result['findings'] = [dict(finding, id='', value_hash='') for finding in result['findings']]
    return result


class InAPod(unittest.TestCase):
    maxDiff = 2000

    def scan(self, *flags):
        return [args.assay, 'scan', '--format', 'jsonl', '--quiet', *flags, SAMPLES]

    def check_same(self, profile):
        outside, inside = run(self.scan()), run(pod(profile, self.scan()))
        self.assertEqual(inside.stderr, '')
        self.assertEqual(inside.returncode, outside.returncode)
        self.assertGreater(len(results(outside)), 10)
        self.assertEqual([without_keys(r) for r in results(inside)], [without_keys(r) for r in results(outside)])

    def layers(self, argv):
        """Of all kinds of workers: a layer counts where each of them has it. All their readers must read their canaries."""
        processes = json.loads(run(argv).stdout)['processes']
        self.assertGreater(len(processes), 0)
        for process in processes:
            self.assertTrue(all(reader['holds'] for reader in process['readers']), process)
        return set.intersection(*({layer['name'] for layer in process['layers'] if layer['holds']} for process in processes))

    def test_the_place_is_what_it_should_be(self):
        probe = 'touch %s/x || id -u; touch /tmp/x && cat /proc/self/status' % ROOT
        status = run(pod('recent', ['/bin/sh', '-c', probe])).stdout
        self.assertTrue(status.startswith('%d\n' % NOBODY), status)
        for line in ('CapEff:\t0000000000000000', 'CapBnd:\t0000000000000000', 'NoNewPrivs:\t1', 'Seccomp:\t2'):
            self.assertIn(line, status)

    def test_reports_are_the_same(self):
        self.check_same('recent')

    def test_reports_are_the_same_without_landlock(self):
        self.check_same('old')

    def test_doctor_says_what_there_is(self):
        doctor = [args.assay, 'doctor', '--json']
        old, recent, outside = self.layers(pod('old', doctor)), self.layers(pod('recent', doctor)), self.layers(doctor)
        self.assertLessEqual(set(ALWAYS.split(',')), old)
        self.assertNotIn('landlock', old)
        self.assertEqual('landlock' in recent, 'landlock' in outside)
        self.assertLessEqual(recent, outside, 'a container takes away and gives nothing')

    def test_required_layers_decide_whether_it_starts(self):
        self.assertIn(run(pod('old', self.scan('--isolation', 'required:' + ALWAYS))).returncode, (1, 4))
        self.assertIn(run(pod('old', self.scan('--isolation', 'auto'))).returncode, (1, 4))
        refused = run(pod('old', self.scan('--isolation', 'required:landlock')))
        self.assertEqual(refused.returncode, 2)
        self.assertIn('landlock', refused.stderr)
        self.assertEqual(refused.stdout, '')


def main():
    global args
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('assay', 'restricted', 'build'):
        parser.add_argument('--' + name, required=True, type=os.path.realpath)
    args, rest = parser.parse_known_args()
    try:
        possible = run(pod('recent', ['/bin/true']))
    except OSError as error:
        possible = subprocess.CompletedProcess([], 1, '', str(error))
    if possible.returncode != 0:
        print('skipped: no such place can be made here: ' + possible.stderr.strip())
        return 77
    unittest.main(argv=[sys.argv[0]] + rest, verbosity=2)


if __name__ == '__main__':
    sys.exit(main())
