#!/usr/bin/python3
"""Catalogues: complete, sound, and in the words of the glossary.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import csv
import os
import pathlib
import re
import subprocess
import tempfile

import common
import po

PLURALS = {
    'sq': 'nplurals=2; plural=(n != 1);',
    'sr': 'nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && '
          '(n%100<10 || n%100>=20) ? 1 : 2);',
}
GLOSSARY_FORMS = {
    'sq': ('sq', 'sq_other'),
    'sr': ('sr_cyrl', 'sr_cyrl_few', 'sr_cyrl_many'),
}
ENDS = ('…', ':', '\n')  # a translation ends with the same
CYRILLIC = re.compile('[Ѐ-ӿ]')
MIXED_SCRIPTS = re.compile(r'\w*(?:[A-Za-zČĆŽŠĐčćžšđ][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-zČĆŽŠĐčćžšđ])\w*')


def label(entry):
    return f'"{entry.text}"' + (f' ({entry.context})' if entry.context else '')


def check_complete(entries, template):
    """Each text of the sources is translated, and nothing else is."""
    known = {entry.key: entry for entry in entries}
    wanted = {entry.key for entry in template}
    problems = []
    for entry in template:
        found = known.get(entry.key)
        if found is None:
            problems.append(f'{label(entry)} is missing; run tools/update-po')
        elif found.fuzzy:
            problems.append(f'{label(entry)} is fuzzy')
        elif not all(found.forms):
            problems.append(f'{label(entry)} is not translated')
        elif found.plural != entry.plural:
            problems.append(f'{label(entry)} has another plural; run tools/update-po')
    problems += [f'{label(entry)} is in no source any more; run tools/update-po'
                 for entry in entries if entry.key not in wanted]
    return problems


def check_ends(entry):
    """Blanks at the rim, ellipsis, colon and line end are kept."""
    problems = []
    for number, form in enumerate(entry.forms):
        text = entry.plural if number and entry.plural else entry.text
        if not form:
            continue
        if any(text.endswith(end) != form.endswith(end) for end in ENDS):
            problems.append(f'{label(entry)}: "{form}" ends otherwise')
        if (text != text.strip(' ')) != (form != form.strip(' ')):
            problems.append(f'{label(entry)}: blanks at the rim')
    return problems


def read_glossary(path, language):
    """English phrase -> list of (context, forms)."""
    glossary = {}
    with open(path, encoding='utf-8', newline='') as stream:
        for row in csv.DictReader(stream):
            forms = tuple(row[name] for name in GLOSSARY_FORMS[language] if row[name])
            key = (row['en'], row['en_other'] or None)
            glossary.setdefault(key, []).append((row['context'], forms))
    return glossary


def check_glossary(entry, glossary):
    """A phrase of the glossary is translated as there, in its context if it has one."""
    def plain(forms):
        return tuple(form.replace('_', '') for form in forms)

    key = (entry.text.replace('_', ''), entry.plural and entry.plural.replace('_', ''))
    phrases = glossary.get(key, [])
    if entry.context:
        phrases = [phrase for phrase in phrases if phrase[0] == entry.context]
    if not phrases or not all(entry.forms):
        return []
    wanted = [forms for _, forms in phrases]
    if plain(entry.forms) in wanted:
        return []
    return [f'{label(entry)}: "{" / ".join(entry.forms)}", the glossary says '
            f'"{" or ".join(" / ".join(forms) for forms in wanted)}"']


def check_catalogue(path, language, template, glossary):
    header, entries = po.parse(common.read(path))
    problems = []
    if header.get('Plural-Forms') != PLURALS[language]:
        problems.append(f'Plural-Forms is not "{PLURALS[language]}"')
    if header.get('Language') != language:
        problems.append(f'Language is not {language}')
    problems += check_complete(entries, template)
    for entry in entries:
        problems += check_ends(entry) + check_glossary(entry, glossary)
        problems += [f'{label(entry)}: "{mixed[0]}" mixes two scripts'
                     for form in entry.forms for mixed in [MIXED_SCRIPTS.search(form)] if mixed]
    command = ['msgfmt', '--check', '--check-accelerators=_', '-o', '/dev/null', path]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        problems += result.stderr.strip().splitlines()
    return [f'po/{path.name}: {problem}' for problem in problems]


def check_potfiles(root):
    """POTFILES.in names the files that hold text, and no other."""
    wanted = subprocess.run(['/usr/bin/python3', root / 'tools' / 'potfiles', root], check=True,
                            capture_output=True, text=True).stdout.split()
    listed = common.read(root / 'po' / 'POTFILES.in').split()
    problems = [f'po/POTFILES.in: lacks {name}' for name in wanted if name not in listed]
    problems += [f'po/POTFILES.in: {name} holds nothing to translate'
                 for name in listed if name not in wanted]
    return problems


def derive(root, what, source):
    """The entries of a catalogue derived from another."""
    with tempfile.TemporaryDirectory() as folder:
        target = pathlib.Path(folder) / 'derived.po'
        subprocess.run([root / 'po' / 'derive.sh', what, root / 'po' / source, target], check=True,
                       env={**os.environ, 'LC_ALL': 'C.UTF-8'})
        return po.parse(common.read(target))[1]


def check_derived(root):
    """English says each msgid; Serbian in Latin letters is complete and has no Cyrillic ones."""
    problems = [f'en_GB: {label(entry)} is "{entry.forms[0]}"'
                for entry in derive(root, 'english', 'sq.po')
                if entry.forms != [entry.text, *([entry.plural] if entry.plural else [])]]
    problems += [f'sr@latin: {label(entry)} is "{form}"'
                 for entry in derive(root, 'latin', 'sr.po') for form in entry.forms
                 if not form or CYRILLIC.search(form)]
    return problems


def check(root):
    root = pathlib.Path(root)
    with tempfile.TemporaryDirectory() as folder:
        template_file = pathlib.Path(folder) / 'evidenca.pot'
        subprocess.run([root / 'tools' / 'update-po', '--template', template_file], check=True,
                       stdout=subprocess.DEVNULL)
        _, template = po.parse(common.read(template_file))
    problems = check_potfiles(root) + check_derived(root)
    for language in common.read(root / 'po' / 'LINGUAS').split():
        glossary = read_glossary(root / 'tests' / 'fixtures' / 'glossary.csv', language)
        problems += check_catalogue(root / 'po' / f'{language}.po', language, template, glossary)
    return problems


if __name__ == '__main__':
    common.main(check)
