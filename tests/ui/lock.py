#!/usr/bin/python3
"""Locking the register: by a key, after a while, before the machine sleeps; and what it keeps.

SPDX-License-Identifier: GPL-3.0-or-later

    lock.py --build BUILD --out DIR

To be run under tests/support/xrun.sh and dbus-run-session. /proc/PID/mem is read as a debugger of the same
person would: while the register is open its key is there, while it is locked it is not.
"""

import argparse
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import memory  # noqa: E402
from stage import Stage  # noqa: E402

WORDS = 'nine long words'
NAME = 'Shpresa'


def prepare(stage):
    """A register with a passphrase, two who work with it, and an event of today."""
    stage.cli('init', '--project', 'P', '--name', 'Forum')
    for name in ('Vesna', 'Arben'):
        stage.cli('add', 'operator', f'name={name}', 'active=1')
    event = stage.cli('add', 'event', 'title=Training', 'type=training')['id']
    session = stage.cli('add', 'session', f'event={event}', f'date={datetime.date.today()}')['id']
    person = stage.cli('add', 'person', f'given_name={NAME}', 'family_name=Gashi')['id']
    stage.cli('attend', session, person)
    words = stage.folder / 'words'
    words.write_text(WORDS + '\n', encoding='utf-8')
    stage.cli('passphrase', 'set', '--new-passphrase-file', words)
    return event, memory.data_key(stage.data / 'keys', WORDS)


def unlock(stage, words=WORDS):
    stage.app.type(stage._('Passphrase'), words)
    stage.app.click(stage._('Open'))


def begin(stage, language, **settings):
    app = stage.start(language, **settings)
    app.patience = 60  # opening by a passphrase is slow by design
    app.says(stage._('The register is locked'))
    unlock(stage)
    stage.sit('Vesna')
    return app


def by_key(stage, event, key, out):
    """What was half written is on screen again, and the key was not in memory meanwhile."""
    app = begin(stage, 'en')
    stage.show(f'checkin/{event}')
    app.says(NAME)
    app.type('Name of who arrives', 'Petrit Berisha')
    app.click(re.compile('New participant “Petrit Berisha”'))
    app.type('Institution', 'School of Viti')
    opened, = memory.count(app.process.pid, key)
    assert opened > 0, 'the key is not where it is looked for'
    app.focus()
    app.key('ctrl+l')
    app.says('The register is locked')
    app.shot(out / 'lock-1-locked.png')
    left, = memory.count(app.process.pid, key)
    assert left == 0, f'the key stands {left} times in the memory of a locked program'
    # No way around: keys and actions lead nowhere, and nothing of a page can be read.
    app.key('alt+Left', 'Escape', 'ctrl+2', 'ctrl+z')
    stage.show('people')
    stage.activate('event', event)
    app.wait(lambda: not [node for node in app.nodes() if NAME in (node.get_name() or '')],
             'page without names', 5)
    # Another program can use the register, which is closed.
    words = stage.folder / 'words'
    assert stage.cli('--passphrase-file', words, 'status')['records']['event'] == 1
    unlock(stage, 'some other words')
    app.find('alert', 'This is not the passphrase.')
    unlock(stage)
    app.says('Who sits at the laptop?')
    stage.sit('Arben')
    app.says('Training')
    assert app.text('First name') == 'Petrit' and app.text('Institution') == 'School of Viti'
    app.shot(out / 'lock-2-again.png')
    app.click('Save and check in')
    app.says('Present: 2 of 2')
    app.quit()
    saved = {one['given_name']: one for one in
             stage.cli('--passphrase-file', words, 'list', 'person')}
    assert saved['Petrit']['institution'] == 'School of Viti', saved


def killed_while_locked(stage, event):
    """What was half written survives a dead battery, too."""
    app = begin(stage, 'en')
    stage.show(f'checkin/{event}')
    app.says(NAME)
    app.type('Name of who arrives', 'Mirsada Hasani')
    stage.activate('lock', path='/org/evidenca/Evidenca')
    app.says('The register is locked')
    app.kill()
    app = begin(stage, 'en')
    stage.show(f'checkin/{event}')
    app.says(NAME)
    app.wait(lambda: app.text('Name of who arrives') == 'Mirsada Hasani', 'what was typed before')
    app.type('Name of who arrives', '')
    app.quit()


def after_a_while(stage, language, out):
    """Windows of the program count as touched, and are gone when it is locked."""
    app = begin(stage, language, lock_after=15)
    stage.activate('help')
    app.find('window', stage._('Help'))
    app.says(stage._('The register is locked'))
    app.gone('window', stage._('Help'))
    app.shot(out / f'lock-3-{language.replace("@", "-")}.png')
    unlock(stage)
    app.says(stage._('Who sits at the laptop?'))
    app.quit()


def without_passphrase(stage):
    """It opens by itself, so that a lock would keep nobody out, and the program says so."""
    words = stage.folder / 'words'
    stage.cli('--passphrase-file', words, 'passphrase', 'remove')
    app = stage.start('en', lock_after=1)
    stage.sit('Vesna')
    app.focus()
    app.key('ctrl+l')
    app.says('Without a passphrase a lock would keep nobody out')
    app.quit()
    stage.cli('passphrase', 'set', '--new-passphrase-file', words)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True, type=pathlib.Path)
    parser.add_argument('--out', required=True, type=pathlib.Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix='evidenca-lock-') as folder:
        with Stage(options.build, folder) as stage:
            event, key = prepare(stage)
            try:
                by_key(stage, event, key, options.out)
                killed_while_locked(stage, event)
                for language in ('en', 'sr'):
                    after_a_while(stage, language, options.out)
                without_passphrase(stage)
            except BaseException:
                if stage.app and stage.app.is_running():
                    stage.app.shot(options.out / 'lock-failed.png')
                raise


main()
