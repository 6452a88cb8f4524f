#!/usr/bin/python3
"""A register that does not open by itself: with its passphrase, and with the recovery sheet.

SPDX-License-Identifier: GPL-3.0-or-later

    unlock.py --build BUILD --out DIR

To be run under tests/support/xrun.sh and dbus-run-session.
"""

import argparse
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from stage import Stage  # noqa: E402

WORDS = 'nine long words'


def prepare(stage):
    """A register with a passphrase; the lines of its recovery sheet."""
    stage.cli('init', '--project', 'P', '--name', 'Forum')
    stage.cli('add', 'operator', 'name=Vesna', 'active=1')
    sheet, words = stage.folder / 'sheet', stage.folder / 'words'
    stage.cli('recovery', 'new', '--out', sheet)
    words.write_text(WORDS + '\n', encoding='utf-8')
    stage.cli('passphrase', 'set', '--new-passphrase-file', words)
    lines = [line for line in sheet.read_text(encoding='utf-8').splitlines()
             if len(line) == 19 and line.count('-') == 3]
    assert len(lines) == 4, lines
    return lines


def by_passphrase(stage, out):
    app = stage.start('en')
    app.says('The register is locked')
    app.shot(out / 'unlock-1-locked.png')
    app.type('Passphrase', 'some other words')
    app.click('Open')
    app.find('alert', 'This is not the passphrase.')
    app.type('Passphrase', WORDS)
    app.click('Open')
    app.says('Who sits at the laptop?')
    app.quit()


def by_sheet(stage, out, lines):
    app = stage.start('en')
    app.click('Forgotten? Use the recovery sheet')
    for number, line in enumerate(lines, 1):
        typed = line.lower().replace('-', ' ') if number != 2 else line[:-1] + '7'
        app.type(f'Line {number} of the sheet', typed)
    app.click('Open with the sheet')
    app.find('alert', 'Line 2 is not written as on the sheet.')
    app.shot(out / 'unlock-2-sheet.png')
    app.type('Line 2 of the sheet', lines[1])
    app.click('Open with the sheet')
    app.says('Who sits at the laptop?')
    app.quit()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True, type=pathlib.Path)
    parser.add_argument('--out', required=True, type=pathlib.Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix='evidenca-unlock-') as folder:
        with Stage(options.build, folder) as stage:
            lines = prepare(stage)
            by_passphrase(stage, options.out)
            by_sheet(stage, options.out, lines)
            # Without a new passphrase it opens by itself from then on.
            assert stage.cli('status')['opens_by'] == ['machine', 'recovery']


main()
