#!/usr/bin/python3
"""What guards the register, through the window: passphrase, recovery sheet, communities, access log.

SPDX-License-Identifier: GPL-3.0-or-later

    guard.py --build BUILD --out DIR

To be run under tests/support/xrun.sh and dbus-run-session.
"""

import argparse
import pathlib
import re
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from stage import Stage  # noqa: E402

# A button that is pressed through accessibility answers a quarter of a second later, and the page that
# it leads away from stays in the tree.
ANSWER = 0.6
FIRST, SECOND = 'nine long words', 'kisha sat pada jesen most'


class Guard:
    def __init__(self, stage, out):
        self.stage, self.out = stage, out
        stage.cli('init', '--project', 'P', '--name', 'Forum')
        stage.cli('add', 'operator', 'name=Vesna', 'active=1')
        self.person = stage.cli('add', 'person', 'given_name=Shpresa', 'family_name=Gashi',
                                'consent=paper', 'community=ashkali')['id']

    def shot(self, name):
        self.stage.app.shot(self.out / f'guard-{name}.png')

    def start(self, language):
        app = self.stage.start(language)
        app.patience = 60  # opening by a passphrase is slow by design
        return app

    def sit(self):
        self.stage.sit('Vesna')
        time.sleep(ANSWER)

    def set(self):
        """The strength in words; two that differ; then the register asks for it."""
        app, stage = self.start('en'), self.stage
        self.sit()
        stage.show('passphrase')
        app.says('Whoever has the whole laptop can read it')
        app.type('New passphrase', 'password2026')
        app.says('Weak: ')
        app.type('New passphrase', FIRST)
        app.says('Fair: ')
        app.type('Once more', FIRST + '!')
        app.click('Set the passphrase')
        app.type('The two are not the same.', FIRST)
        app.click('Set the passphrase')
        app.says('From now on the register opens with this passphrase.')
        app.quit()
        app = self.start('en')
        app.says('The register is locked')
        app.type('Passphrase', FIRST)
        app.click('Open')
        self.sit()

    def change(self):
        app, stage = self.stage.app, self.stage
        stage.show('passphrase')
        app.says('The register opens with its passphrase only.')
        app.type('Present passphrase', 'another one entirely')
        app.type('New passphrase', SECOND)
        app.says('Strong: ')
        self.shot('1-strong')
        app.type('Once more', SECOND)
        app.click('Change the passphrase')
        app.type('This is not the passphrase.', FIRST)
        app.type('New passphrase', SECOND)
        app.type('Once more', SECOND)
        app.click('Change the passphrase')
        app.says('From now on the register opens with this passphrase.')
        stage.activate('lock', path='/org/evidenca/Evidenca')
        app.says('The register is locked')
        app.type('Passphrase', FIRST)
        app.click('Open')
        app.find('alert', 'This is not the passphrase.')
        app.type('Passphrase', SECOND)
        app.click('Open')
        self.sit()

    def sheet(self):
        """Made in the window, it opens a register whose passphrase is forgotten."""
        app, stage = self.stage.app, self.stage
        stage.show('preferences')
        file = stage.folder / 'sheet.txt'
        app.click('Make a new one…')
        app.find('button', 'Cancel')
        app.key('ctrl+a')
        app.keys(str(file))
        app.key('Return')
        app.says('Print the sheet, lock it away')
        assert file.stat().st_mode & 0o77 == 0
        lines = [line for line in file.read_text(encoding='utf-8').splitlines()
                 if len(line) == 19 and line.count('-') == 3]
        stage.activate('lock', path='/org/evidenca/Evidenca')
        app.click('Forgotten? Use the recovery sheet')
        for number, line in enumerate(lines, 1):
            app.type(f'Line {number} of the sheet', line)
        app.type('New passphrase', FIRST)
        app.click('Open with the sheet')
        self.sit()

    def reveal(self):
        """Nothing is shown that is not noted."""
        app, stage = self.stage.app, self.stage
        stage.show(f'person/{self.person}')
        app.says('Shpresa Gashi')
        assert not [node for node in app.nodes() if node.get_name() == 'Ashkali']
        app.click('Show community')
        app.says('Ashkali')
        stage.show('access')
        app.says('Community shown: Shpresa Gashi')
        app.says('Opened: Shpresa Gashi')
        app.says('No entry was changed or removed.')
        app.find('label', re.compile('^Vesna · '))
        self.shot('2-log')

    def remove(self):
        app, stage = self.stage.app, self.stage
        stage.show('passphrase')
        app.type('Present passphrase', FIRST)
        app.click('Remove the passphrase')
        app.says('From now on the register opens by itself.')
        app.quit()
        assert stage.cli('status')['opens_by'] == ['machine', 'recovery']
        told = [(entry['action'], entry['subject']) for entry in stage.cli('list', 'access')]
        assert told == [('open', f'person/{self.person}'), ('reveal', f'person/{self.person}')], told

    def pictures(self):
        stage = self.stage
        for language in ('en', 'sq', 'sr', 'sr@latin'):
            app = self.start(language)
            self.sit()
            for place in ('preferences', 'passphrase', 'access'):
                stage.show(place)
                app.wait(lambda: app.nodes(), place)
                self.shot(f'{place}-{language.replace("@", "-")}')
            app.quit()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True, type=pathlib.Path)
    parser.add_argument('--out', required=True, type=pathlib.Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix='evidenca-guard-') as folder:
        with Stage(options.build, folder) as stage:
            guard = Guard(stage, options.out)
            try:
                guard.set()
                guard.change()
                guard.sheet()
                guard.reveal()
                guard.remove()
                guard.pictures()
            except BaseException:
                if stage.app and stage.app.is_running():
                    guard.shot('failed')
                raise


main()
