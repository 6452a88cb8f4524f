#!/usr/bin/python3
"""Code lists: unique codes, a name in every language, Latin letters that follow the Cyrillic ones.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import csv
import os
import pathlib
import re
import subprocess

import common

NAMES = ('name_sq', 'name_sr_cyrl', 'name_sr_latn', 'name_en')
CODE = re.compile(r'[A-Za-z0-9_@-]+')
CYRILLIC = re.compile(r'[Ѐ-ӿ]')


def check_row(row):
    problems = []
    if not CODE.fullmatch(row['code']):
        problems.append(f'"{row["code"]}" is no code')
    problems += [f'{row["code"]}: no {name}' for name in NAMES if not (row[name] or '').strip()]
    if CYRILLIC.search(''.join(row[name] or '' for name in NAMES if name != 'name_sr_cyrl')):
        problems.append(f'{row["code"]}: Cyrillic letters in a name in Latin script')
    return problems


def check_list(path):
    with open(path, encoding='utf-8', newline='') as stream:
        reader = csv.DictReader(stream)
        missing = [name for name in ('code', *NAMES) if name not in (reader.fieldnames or [])]
        if missing:
            return [f'lacks the columns {", ".join(missing)}'], []
        rows = list(reader)
    problems, seen = [], set()
    for row in rows:
        problems += check_row(row)
        if None in row or None in row.values():
            problems.append(f'{row["code"]}: a column too many or too few')
        if row['code'] in seen:
            problems.append(f'{row["code"]} stands twice')
        seen.add(row['code'])
    return problems, rows


def check_latin(rows):
    """name_sr_latn is what recode-sr-latin makes of name_sr_cyrl."""
    cyrillic = '\n'.join(row['name_sr_cyrl'] for row in rows)
    try:
        latin = subprocess.run(['recode-sr-latin'], input=cyrillic, capture_output=True, check=True,
                               encoding='utf-8', env={**os.environ, 'LC_ALL': 'C.UTF-8'}).stdout
    except FileNotFoundError as missing:
        raise common.Skip('there is no recode-sr-latin') from missing
    return [f'{row["code"]}: "{row["name_sr_latn"]}" should be "{wanted}"'
            for row, wanted in zip(rows, latin.split('\n')) if row['name_sr_latn'] != wanted]


def check(root):
    root = pathlib.Path(root)
    problems = []
    for path in common.files(root, ['data/lists'], {'.csv'}):
        found, rows = check_list(path)
        problems += [f'{common.place(root, path)}: {problem}'
                     for problem in found + check_latin(rows)]
        if f"'{path.name}'" not in common.read(root / 'data' / 'lists' / 'meson.build'):
            problems.append(f'{common.place(root, path)}: not in data/lists/meson.build')
    return problems


if __name__ == '__main__':
    common.main(check)
