"""Reads PO files.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import ast
import dataclasses
import re


@dataclasses.dataclass
class Entry:
    """One text: its context, singular and plural, its translations, one for each form."""

    context: str = None
    text: str = ''
    plural: str = None
    forms: list = dataclasses.field(default_factory=list)
    fuzzy: bool = False

    @property
    def key(self):
        return self.context, self.text


LINE = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])? (".*")$')
FIELDS = {'msgctxt': 'context', 'msgid': 'text', 'msgid_plural': 'plural'}


def unquote(text):
    return ast.literal_eval(text)


def parse_entry(block):
    """One entry from its lines, or None if they hold no text."""
    entry, target = Entry(), None
    for line in block.splitlines():
        match = LINE.match(line)
        if line.startswith('#, '):
            entry.fuzzy |= 'fuzzy' in line
        elif match and match[1] == 'msgstr':
            entry.forms.append(unquote(match[2]))
            target = 'forms'
        elif match:
            target = FIELDS[match[1]]
            setattr(entry, target, unquote(match[2]))
        elif line.startswith('"') and target == 'forms':
            entry.forms[-1] += unquote(line)
        elif line.startswith('"'):
            setattr(entry, target, getattr(entry, target) + unquote(line))
    return entry if entry.forms else None


def parse(text):
    """(header fields, entries) of a catalogue; obsolete entries are comments and left out."""
    entries = [entry for block in re.split(r'\n\s*\n', text)
               for entry in [parse_entry(block)] if entry]
    header = {}
    if entries and not entries[0].text:
        header = dict(line.split(': ', 1) for line in entries.pop(0).forms[0].splitlines()
                      if ': ' in line)
    return header, entries
