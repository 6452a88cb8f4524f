#!/usr/bin/python3
"""C files have the form of .clang-format (as Debian 12's clang-format 14 reads it).

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re
import subprocess

import common

VERSION = 14  # others put some blanks elsewhere


def check(root):
    try:
        answer = subprocess.run(['clang-format', '--version'], capture_output=True, text=True,
                                check=True).stdout
    except FileNotFoundError as missing:
        raise common.Skip('there is no clang-format') from missing
    found = re.search(r'version (\d+)', answer)
    if not found or int(found[1]) != VERSION:
        raise common.Skip(f'clang-format {VERSION} is needed, this is {answer.strip()}')

    paths = [str(path) for path in common.files(root, ['src', 'tests'], {'.c', '.h'})]
    if not paths:
        return []
    result = subprocess.run(['clang-format', '--dry-run', '-Werror', '--style=file', *paths],
                            capture_output=True, text=True, cwd=root, check=False)
    if result.returncode == 0:
        return []
    wrong = sorted(set(re.findall(r'^(\S+?):\d+:\d+: error', result.stderr, re.MULTILINE)))
    return [f'{common.place(root, path)}: not formatted; run tools/format' for path in wrong] or [
        result.stderr.strip()]


if __name__ == '__main__':
    common.main(check)
