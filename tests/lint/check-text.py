#!/usr/bin/python3
"""What no file may say: paths of one machine, things left for later, functions that are a trap.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import pathlib
import re

import common

FOLDERS = ['src', 'ui', 'data', 'po', 'tests', 'tools', 'docs', 'flatpak', '.ci']
SUFFIXES = {'.c', '.h', '.py', '.sh', '.ui', '.css', '.xml', '.in', '.md', '.build', '.yml', '.csv',
            '.po', '.options', '.svg', ''}
DATA = ('tests/fixtures/', '/corpus/')  # kept as they come
EXEMPT = {'tests/lint/check-text.py', 'tests/lint/test-lints.py'}  # they hold the bad examples

PATHS = re.compile(r'(?<![\w.$}/*@-])/(work|tmp|home|root|Users)/[\w.]')
UNFINISHED = re.compile(r'\b(TODO|FIXME|XXX)\b')
BANNED = re.compile(r'\b(gets|strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|atof|system|popen|'
                    r'mktemp|tmpnam|alloca)\s*\(')
GOTO = re.compile(r'\bgoto\b')
LICENCE = 'SPDX-License-Identifier: GPL-3.0-or-later'


def check_lines(text, pattern, say):
    return [(number, say(match)) for number, line in enumerate(text.splitlines(), 1)
            for match in [pattern.search(line)] if match]


def check_code(text):
    """Rules for C alone: (line, problem) pairs."""
    code = common.code_only(text)
    found = check_lines(code, BANNED, lambda m: f'{m[1]}() is a trap')
    found += check_lines(code, GOTO, lambda m: 'goto')
    if not text.startswith('/* '):
        found.append((1, 'the first line does not say what the file is for'))
    if LICENCE not in text[:1000]:
        found.append((1, f'no "{LICENCE}"'))
    return found


def check_file(path, text):
    found = check_lines(text, PATHS, lambda m: f'a path of one machine: {m[0]}')
    found += check_lines(text, UNFINISHED, lambda m: f'left for later: {m[1]}')
    if path.suffix not in {'.csv', '.md'}:
        found += check_lines(text, re.compile(r'[ \t]+$'), lambda m: 'blanks at the end')
    if text and not text.endswith('\n'):
        found.append((text.count('\n') + 1, 'no line end at the end'))
    if '\r' in text:
        found.append((1, 'CRLF line ends'))
    if path.suffix in {'.c', '.h'}:
        found += check_code(text)
    if path.suffix in {'.py', '.sh'} and LICENCE not in text[:1000]:
        found.append((1, f'no "{LICENCE}"'))
    return found


def check(root):
    root = pathlib.Path(root)
    top = [path for path in sorted(root.iterdir())
           if path.is_file() and path.suffix in SUFFIXES and path.name != 'LICENSE']
    problems = []
    for path in [*top, *common.files(root, FOLDERS, SUFFIXES)]:
        name = common.place(root, path)
        if name in EXEMPT or '__pycache__' in name or any(part in name for part in DATA):
            continue
        try:
            text = path.read_bytes().decode('utf-8')
        except UnicodeDecodeError:
            if path.suffix:
                problems.append(f'{name}: not UTF-8')
            continue
        problems += [f'{name}:{line}: {what}' for line, what in check_file(path, text)]
    return problems


if __name__ == '__main__':
    common.main(check)
