#!/usr/bin/python3
"""What the seal costs: the same measurements over the vault and over plain SQLite, in turn, the
best of each compared.

SPDX-License-Identifier: GPL-3.0-or-later

    seal-cost.py ROUNDS SEALED PLAIN [ARGUMENT ...]
"""

import re
import subprocess
import sys

TARGET = 1.25
LINE = re.compile(r'^ *(?P<what>(?:[a-z][^:]*?)?(?:\(cpu\)|durable|register|internal|public[^:]*)):? .*?'
                  r'(?P<time>[0-9.]+) ms')
WATCHED = re.compile(r'search|durable|internal|public')


def measure(command):
    times, size = {}, ''
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        if re.match(r'^[0-9]+ people', line):
            size = line.split(' (')[0] + ', '
        found = LINE.match(line)
        if found:
            times[size + found['what']] = float(found['time'])
    return times


def main():
    rounds, sealed, plain, *arguments = sys.argv[1:]
    best = {sealed: {}, plain: {}}
    for _ in range(int(rounds)):
        for program, kept in best.items():
            for what, time in measure([program, *arguments]).items():
                kept[what] = min(time, kept.get(what, time))
    worst = 0
    for what, time in best[sealed].items():
        ratio = time / best[plain][what] if best[plain][what] else 1
        if WATCHED.search(what):
            worst = max(worst, ratio)
        print(f'{what:44} {best[plain][what]:9.3f} ms plain {time:9.3f} ms sealed {ratio:6.2f}')
    print(f'worst of registering, search and report: {worst:.2f} (target {TARGET})')


main()
