#!/usr/bin/python3
"""Chooses tests of a build by name and counts results over several builds.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys

TAP_LINE = re.compile(r'^(not )?ok\b(?:[^#\\]|\\.)*(#\s*(skip|todo)\b)?', re.IGNORECASE)
TAP_PLAN = re.compile(r'^1\.\.(\d+)', re.MULTILINE)
GOOD = {'OK', 'EXPECTEDFAIL'}


def select(build, names, only):
    """Prints the arguments for `meson test` that run the tests meant by the names."""
    listing = subprocess.run(['meson', 'introspect', '--tests', build],
                             check=True, capture_output=True, text=True).stdout
    tests = [(test['name'], {suite.split(':')[-1] for suite in test['suite']})
             for test in json.loads(listing)]
    chosen = [(name, suites) for name, suites in tests
              if (not only or suites & set(only))
              and any(wanted in suites or wanted in name for wanted in names)]
    for suite in sorted({suite for _, suites in chosen for suite in suites}):
        print(f'--suite={suite}')
    for name, _ in chosen:
        print(name)


def count_tap(stdout):
    """Returns (passed, failed, skipped) of a TAP stream; a case announced that never came failed."""
    passed = failed = skipped = 0
    for line in stdout.splitlines():
        match = TAP_LINE.match(line)
        if not match:
            continue
        if match[3]:
            skipped += 1
        elif match[1]:
            failed += 1
        else:
            passed += 1
    plan = TAP_PLAN.search(stdout)
    if plan:
        failed += max(0, int(plan[1]) - passed - failed - skipped)
    return passed, failed, skipped


def count_test(test):
    """Counts one entry of meson's testlog.json, case by case where the test speaks TAP."""
    stdout = test.get('stdout') or ''
    passed = failed = skipped = 0
    if TAP_PLAN.search(stdout):
        passed, failed, skipped = count_tap(stdout)
    elif test['result'] in GOOD:
        passed = 1
    if test['result'] == 'SKIP' and not skipped:
        skipped = 1
    elif test['result'] not in GOOD | {'SKIP'} and not failed:
        failed = 1
    return passed, failed, skipped


def count(builds):
    """Prints the totals over the builds; returns whether all is well."""
    passed = failed = skipped = 0
    for build in builds:
        log = pathlib.Path(build) / 'meson-logs' / 'testlog.json'
        if not log.exists():
            print(f'{log.parent.parent.name}: could not be built or started')
            failed += 1
            continue
        for line in log.read_text(encoding='utf-8').splitlines():
            test = json.loads(line)
            good, bad, left_out = count_test(test)
            passed, failed, skipped = passed + good, failed + bad, skipped + left_out
            if bad:
                print(f'{log.parent.parent.name}: {test["name"]}: {bad} failed ({test["result"]})')
            if left_out:
                print(f'{log.parent.parent.name}: {test["name"]}: {left_out} skipped')
    if skipped:
        print(f'{skipped} skipped')
    print(f'{passed} passed, {failed} failed')
    return failed == 0 and passed > 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest='command', required=True)
    chooser = commands.add_parser('select')
    chooser.add_argument('--only', action='append', default=[])
    chooser.add_argument('build')
    chooser.add_argument('names', nargs='+')
    counter = commands.add_parser('count')
    counter.add_argument('builds', nargs='+')
    options = parser.parse_args()
    if options.command == 'select':
        select(options.build, options.names, options.only)
        return 0
    return 0 if count(options.builds) else 1


if __name__ == '__main__':
    sys.exit(main())
