#!/usr/bin/python3
"""Files and functions stay small enough to be read at once.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import common

FILE_LINES = 600
FUNCTION_LINES = 60


def check(root):
    problems = []
    for path in common.files(root, ['src', 'tests', 'tools'], {'.c', '.h', '.py', '.sh'}):
        text = common.read(path)
        lines = text.count('\n')
        if lines > FILE_LINES:
            problems.append(f'{common.place(root, path)}: {lines} lines, at most {FILE_LINES}')
        if path.suffix in {'.c', '.h'}:
            problems += [
                f'{common.place(root, path, line)}: {name} has {length} lines, '
                f'at most {FUNCTION_LINES}'
                for name, line, length in common.functions(text) if length > FUNCTION_LINES]
    return problems


if __name__ == '__main__':
    common.main(check)
