#!/usr/bin/python3
"""What goes wrong on a facilitator's laptop, as the window tells it: a damaged register, a wrong
clock, a stranger in the server's place, a laptop that is not accepted any more.

SPDX-License-Identifier: GPL-3.0-or-later

    trouble.py --build BUILD --out DIR

To be run under tests/support/xrun.sh and dbus-run-session.
"""

import argparse
import datetime
import glob
import os
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from server import TEAM, Server  # noqa: E402
from stage import Stage  # noqa: E402

PATIENCE, PEOPLE = 60, 40
EARLIER = 1577880000  # seconds
CLEAN, ATTENTION = 'Everything is on the server', 'Needs attention'
FAKETIME = '/usr/lib/*/faketime/libfaketimeMT.so.1'


# A damaged register

def wound_head(data):
    return bytes(4096) + data[4096:]


def wound_middle(data):
    return data[:4096] + b''.join(
        bytes(byte ^ 0x55 for byte in data[at:at + 64]) + data[at + 64:at + 4096]
        for at in range(4096, len(data), 4096))


def wound_end(data):
    return data[:len(data) // 2 + 1000]


def fill(stage, folder):
    """People and an event, and the backup of the day; the path of the database."""
    stage.cli('init', '--project', 'P', '--name', 'Forum')
    stage.cli('add', 'operator', 'name=Vesna', 'active=1')
    stage.cli('add', 'event', 'title=Training', 'type=training')
    roster = folder / 'roster.csv'
    roster.write_text('given_name,family_name,birth_year\n' + ''.join(
        f'Arta,{chr(65 + number % 8) * 6}{chr(65 + number // 8) * 6},{1950 + number}\n'
        for number in range(PEOPLE)), encoding='utf-8')
    assert stage.cli('import', roster)['people_added'] == PEOPLE
    app = stage.start()
    stage.sit('Vesna')
    app.wait(lambda: list((stage.data / 'backups').glob('*.db')), 'the backup of the day')
    assert app.quit() == 0
    return stage.data / 'register.db'


def damaged(build, out, folder):
    """Told, a backup offered, and what is damaged put aside as it is."""
    with Stage(build, folder) as stage:
        database = fill(stage, folder)
        for number, wound in enumerate((wound_head, wound_middle, wound_end), 1):
            spoilt = wound(database.read_bytes())
            database.write_bytes(spoilt)
            app = stage.start()
            app.says('The register is damaged')
            app.says('The latest backup was made on')
            app.shot(out / f'trouble-1-damaged-{number}.png')
            assert database.read_bytes() == spoilt, wound.__name__
            app.click('Restore the latest backup')
            stage.sit('Vesna')
            app.find('button', re.compile('Open Training'))
            assert app.quit() == 0
            aside = sorted((stage.data / 'backups').glob('before-restore-*'))
            assert any(file.read_bytes().startswith(spoilt) for file in aside), wound.__name__
            assert len(stage.cli('list', 'person')) == PEOPLE
            assert stage.cli('check')['ok']


def spoil(file):
    """In place, as a worn disk does it, under whoever has it open."""
    data = file.read_bytes()
    with open(file, 'r+b') as opened:
        opened.write(wound_middle(data))


def late(build, out, folder):
    """Damage that is met while the window is open; the latest backup is damaged as well."""
    with Stage(build, folder) as stage:
        database = fill(stage, folder)
        backups = stage.data / 'backups'
        spoil(next(backups.glob('*.db')))
        stage.cli('backup', backups / 'earlier.db')
        os.utime(backups / 'earlier.db', (EARLIER, EARLIER))
        app = stage.start()
        stage.sit('Vesna')
        app.find('button', re.compile('Open Training'))
        spoil(database)
        stage.show('people')
        app.says('The register is damaged')
        app.shot(out / 'trouble-6-late.png')
        app.click('Restore the latest backup')
        app.says('That backup is damaged too. The one before it was made on')
        app.shot(out / 'trouble-7-backup.png')
        app.click('Restore this backup')
        stage.sit('Vesna')
        app.shot(out / 'trouble-8-restored.png')
        app.says(f'{PEOPLE} people')
        assert app.quit() == 0
        assert len(stage.cli('list', 'person')) == PEOPLE
        assert stage.cli('check')['ok']


# With a server

def enrolled(build, folder):
    """A stage over a register that is part of a server's project, and the server."""
    server = Server(build.resolve(), folder)
    stage = Stage(build, folder)
    stage.cli('enrol', server.invite('facilitator', TEAM))
    stage.cli('sync')
    stage.cli('add', 'operator', 'name=Vesna', 'active=1')
    stage.cli('add', 'event', 'title=Training', 'type=training')
    return server, stage


def wrong_clock(build, out, folder):
    """The window works and syncs, warns, and stops warning when the clock has been set right."""
    library = next(iter(glob.glob(FAKETIME)))
    hands = folder / 'clock'
    server, stage = enrolled(build, folder)
    stage.environment = {'LD_PRELOAD': library, 'FAKETIME_TIMESTAMP_FILE': str(hands),
                         'FAKETIME_NO_CACHE': '1', 'DONT_FAKE_MONOTONIC': '1'}
    try:
        for set_wrong, words in (('-366d', 'is behind'), ('+366d', 'is ahead')):
            hands.write_text(set_wrong + '\n')
            app = stage.start()
            stage.sit('Vesna')
            stage.activate('sync-now')
            app.find('alert', re.compile(words), PATIENCE)
            app.find('button', CLEAN, PATIENCE)
            app.shot(out / f'trouble-2-clock{set_wrong}.png')
            hands.write_text('+0\n')
            app.gone('alert', re.compile(words))
            assert app.quit() == 0
    finally:
        stage.__exit__()
        server.stop()


def see_attention(stage, words, picture):
    stage.activate('sync-now')
    stage.app.find('button', ATTENTION, PATIENCE)
    stage.show('sync')
    stage.app.says(words)
    stage.app.shot(picture)


def stranger(build, out, folder):
    """Somebody else's key at the server's address: nothing goes there; the right one: all does."""
    server, stage = enrolled(build, folder)
    try:
        server.stop()
        own, server.tls = server.tls, folder / 'stranger'
        server.start()
        app = stage.start()
        stage.sit('Vesna')
        see_attention(stage, 'The server is not the one this laptop was connected with.',
                      out / 'trouble-3-stranger.png')
        server.stop()
        server.tls = own
        server.start()
        app.click('Sync now')
        app.find('button', CLEAN, PATIENCE)
        assert app.quit() == 0
    finally:
        stage.__exit__()
        server.stop()


def revoked(build, out, folder):
    """Told, nothing lost, work goes on; a new invitation connects the laptop again, while it is
    being worked with."""
    server, stage = enrolled(build, folder)
    device = stage.cli('status')['device']
    try:
        app = stage.start()
        stage.sit('Vesna')
        app.find('button', CLEAN, PATIENCE)
        server.run('revoke', device)
        see_attention(stage, 'The server does not accept this laptop any more.',
                      out / 'trouble-4-revoked.png')
        app.type('Invitation link', server.invite('facilitator', TEAM))
        app.click('Connect')
        app.find('button', CLEAN, PATIENCE)
        app.shot(out / 'trouble-5-connected.png')
        assert app.quit() == 0
        assert stage.cli('status')['device'] == device
    finally:
        stage.__exit__()
        server.stop()


def parked(build, out, folder):
    """What the server refused says why, is put right in the window, and goes again."""
    library = next(iter(glob.glob(FAKETIME)))
    server, stage = enrolled(build, folder)
    ahead = {'LD_PRELOAD': library, 'FAKETIME': '+366d', 'DONT_FAKE_MONOTONIC': '1'}
    next_year = datetime.date.today().year + 1
    try:
        os.environ.update(ahead)  # a laptop whose year has begun too early
        try:
            person = stage.cli('add', 'person', 'given_name=Ana', 'family_name=Ilić',
                               f'birth_year={next_year}')['id']
        finally:
            for name in ahead:
                del os.environ[name]
        app = stage.start()
        stage.sit('Vesna')
        see_attention(stage, 'Participant: Ana Ilić', out / 'trouble-9-parked.png')
        app.says(f'Year of birth must be between 1900 and {next_year - 1}.')
        app.click('Correct…')
        year = 'Year of birth'
        for wrong, complaint in (('never', 'whole number'), (str(next_year), 'must be between')):
            app.type(year, wrong)
            app.key('ctrl+Return')
            year = re.compile(complaint)
            app.entry(year)
            app.shot(out / f'trouble-10-correct-{wrong}.png')
        app.type(year, '1987')
        app.key('ctrl+Return')
        app.gone('label', 'Participant: Ana Ilić', PATIENCE)
        app.find('button', CLEAN, PATIENCE)
        app.shot(out / 'trouble-11-mended.png')
        assert app.quit() == 0
        assert stage.cli('show', 'person', person)['birth_year'] == 1987
        assert stage.cli('status')['parked'] == 0
    finally:
        stage.__exit__()
        server.stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True, type=pathlib.Path)
    parser.add_argument('--out', required=True, type=pathlib.Path)
    parser.add_argument('--only')
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for journey in (damaged, late, wrong_clock, stranger, revoked, parked):
        if options.only in (None, journey.__name__):
            with tempfile.TemporaryDirectory(prefix='evidenca-trouble-') as folder:
                journey(options.build, options.out, pathlib.Path(folder))
            print(f'{journey.__name__}: well', flush=True)


main()
