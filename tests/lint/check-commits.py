#!/usr/bin/python3
"""Commit subjects read `area: change`.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re
import subprocess

import common

SUBJECT = re.compile(r'[a-z][a-z0-9 ,/_.-]*: \S.*[^.\s]')
LONGEST = 90


def wrong(subject):
    """What is wrong with a subject, or None."""
    if not SUBJECT.fullmatch(subject):
        return 'not of the form "area: change" without a full stop'
    if len(subject) > LONGEST:
        return f'longer than {LONGEST} characters'
    return None


def check(root):
    try:
        log = subprocess.run(['git', '-C', str(root), 'log', '--no-merges', '--format=%h %s'],
                             capture_output=True, text=True, check=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError) as failure:
        raise common.Skip('there is no history here to look at') from failure
    problems = []
    for line in log.splitlines():
        commit, _, subject = line.partition(' ')
        problem = wrong(subject)
        if problem:
            problems.append(f'{commit}: {problem}: {subject}')
    return problems


if __name__ == '__main__':
    common.main(check)
