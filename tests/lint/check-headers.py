#!/usr/bin/python3
"""Headers: included once, and each function they offer says what it promises.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import common

PROTOTYPE = re.compile(r'^[A-Za-z_][\w \t*]*?\b(\w+)\s+\(')
NO_PROTOTYPE = re.compile(r'^(typedef|static|struct|enum|union|extern|return|G_\w+|#)')


def prototypes(text):
    """Yields (line, name) of each function that a header declares."""
    code = common.code_only(text)
    for number, line in enumerate(code.splitlines(), 1):
        if NO_PROTOTYPE.match(line):
            continue
        match = PROTOTYPE.match(line)
        if match:
            yield number, match[1]


def has_contract(lines, line):
    """Whether a comment stands above the prototype, or above the block of prototypes it is in."""
    above = line - 2
    while above >= 0 and lines[above].strip() and not lines[above].rstrip().endswith('*/'):
        above -= 1
    return above >= 0 and lines[above].rstrip().endswith('*/')


def check(root):
    problems = []
    for path in common.files(root, ['src'], {'.h'}):
        text = common.read(path)
        lines = text.splitlines()
        first = next((line for line in common.code_only(text).splitlines() if line.strip()), '')
        if first.strip() != '#pragma once':
            problems.append(f'{common.place(root, path)}: does not begin with #pragma once')
        for line, name in prototypes(text):
            if not name.startswith('ev_'):
                problems.append(f'{common.place(root, path, line)}: {name} lacks the prefix ev_')
            if not has_contract(lines, line):
                problems.append(f'{common.place(root, path, line)}: {name} has no contract comment')
    return problems


if __name__ == '__main__':
    common.main(check)
