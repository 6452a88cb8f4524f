"""What the lints share: walking the tree, reading C, reporting.

SPDX-License-Identifier: GPL-3.0-or-later

A lint is a file check-NAME.py with a function check(root) that returns problems as strings, each
beginning with the file and, where it has one, the line.
"""

import pathlib
import re
import sys

SKIPPED = 77  # meson's exit status for a test that could not be run

LITERAL_OR_COMMENT = re.compile(
    r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


class Skip(Exception):
    """Raised by a lint that cannot look here; the text says why."""


def files(root, folders, suffixes):
    """The files below the folders of root with one of the suffixes, in order."""
    for folder in folders:
        top = pathlib.Path(root) / folder
        for path in sorted(top.rglob('*')):
            if path.suffix in suffixes and path.is_file():
                yield path


def read(path):
    return path.read_text(encoding='utf-8')


def place(root, path, line=None):
    name = pathlib.Path(path).relative_to(root).as_posix()
    return f'{name}:{line}' if line else name


def blank(match):
    """Replaces by blanks but keeps the lines; of a literal the quotes stay."""
    text = match[0]
    if text[0] in '"\'':
        return text[0] + ' ' * (len(text) - 2) + text[0]
    return re.sub(r'[^\n]', ' ', text)


def code_only(text):
    """C source without comments and without what literals say, line by line as before."""
    return LITERAL_OR_COMMENT.sub(blank, text)


def without_comments(text):
    """C source without comments, line by line as before."""
    return LITERAL_OR_COMMENT.sub(lambda m: m[0] if m[0][0] in '"\'' else blank(m), text)


def functions(text):
    """Yields (name, line, lines) of each function: its brace stands alone in the first column."""
    lines = code_only(text).splitlines()
    start = None
    for number, line in enumerate(lines, 1):
        if line.rstrip() == '{':
            start = number
        elif line.startswith('}') and start is not None:
            head = ' '.join(lines[max(0, start - 12):start - 1])
            names = re.findall(r'(\w+)\s*\(', re.split(r'[;}]', head)[-1])
            yield (names[0] if names else '?'), start, number - start + 1
            start = None


def main(check):
    """Runs a lint on the tree named on the command line."""
    root = pathlib.Path(sys.argv[1]).resolve()
    try:
        problems = check(root)
    except Skip as reason:
        print(f'skipped: {reason}')
        sys.exit(SKIPPED)
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)
