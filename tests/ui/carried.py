#!/usr/bin/python3
"""Where no network comes: a facilitator's changes go to the coordinator on a USB stick, and the
receipt comes back on it.

SPDX-License-Identifier: GPL-3.0-or-later

    carried.py --build BUILD --out DIR [--language L]

To be run under tests/support/xrun.sh and dbus-run-session. Leaves screenshots in DIR, and ends with
1 where something is not as it should be.
"""

import argparse
import os
import pathlib
import re
import sys

parser = argparse.ArgumentParser()
parser.add_argument('--build', required=True)
parser.add_argument('--out', default='.')
parser.add_argument('--language', default='en')
OPTIONS = parser.parse_args()
sys.argv[1:] = [OPTIONS.build]
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
import world as w  # noqa: E402
from stage import Stage  # noqa: E402


class Seat(Stage):
    """A laptop with its window on the page that tells where everything is."""

    def __init__(self, world, name, invitation):
        super().__init__(OPTIONS.build, world.folder / name)
        self.name, self.taken = name, 0
        self.cli('enrol', invitation['link'])
        self.cli('sync')
        self.settings()
        folders = self.folder / 'config/user-dirs.dirs'
        folders.write_text(f'XDG_DOCUMENTS_DIR="{world.folder}"\n')

    def open(self):
        self.start(OPTIONS.language, size=(1366, 900))  # all of the page
        self.show('sync')
        self.app.find('label', self._('Without a network'), 30)

    def close(self):
        assert self.app.quit() in (0, -15), self.said()
        assert 'CRITICAL' not in self.said(), self.said()

    def shot(self, what):
        self.taken += 1
        self.app.shot(pathlib.Path(OPTIONS.out) /
                      f'carried-{OPTIONS.language}-{self.name}-{self.taken}-{what}.png')

    def told(self, one, many, number):
        """Waits until the page says so."""
        self.app.says(self.words.ngettext(one, many, number).replace('%d', str(number)), 30)

    def ask(self, row, path, button):
        """Activates the row, and types the path into the dialog that asks for a file."""
        app = self.app
        app.press(app.row(self._(row)))
        app.find('button', self._(button))
        app.focus()
        app.key('ctrl+a')
        app.keys(str(path))
        self.shot('dialog')
        app.key('Return')
        app.gone('button', self._(button))

    def state(self, title):
        """What the chip and the page say at once."""
        self.app.wait(lambda: len(self.app.every('label', re.compile(re.escape(title)))) >= 2,
                      f'"{title}" twice', 30)


def write(door, path):
    """Nothing left the laptop by being written."""
    own = door.cli('status')['on_laptop']
    door.open()
    here = door.words.ngettext('%d change on this laptop', '%d changes on this laptop', own)
    door.state(here.replace('%d', str(own)))
    door.shot('before')
    door.ask('Write to a USB stick…', path, 'Save')
    door.told('%d change is in the file. Until the receipt comes back it stays here too.',
              '%d changes are in the file. Until the receipt comes back they stay here too.', own)
    door.state(here.replace('%d', str(own)))
    door.shot('written')
    door.close()
    assert b'EVBUNDLE' == path.read_bytes()[:8]
    return own


def read_and_pass_on(server, office, there, own, back):
    """It is shown at once, and is on the server only when the server has said so."""
    office.open()
    office.state(office._('Everything is on the server'))
    office.ask('Read from a USB stick…', there, 'Open')
    office.told('%d change was read.', '%d changes were read.', own)
    office.state(office.words.ngettext('%d message to pass on', '%d messages to pass on', 1)
                 .replace('%d', '1'))
    office.told('%d message of another laptop waits to be passed on.',
                '%d messages of other laptops wait to be passed on.', 1)
    office.shot('read')
    server.start()
    office.app.click(office._('Sync now'))
    office.state(office._('Everything is on the server'))
    office.shot('passed-on')
    office.ask('Write to a USB stick…', back, 'Save')
    office.app.says(office._('The file is written. Everything of this laptop is on the server'
                             ' already.'))
    office.close()
    server.stop()


def take_receipt(door, back, own):
    door.open()
    door.ask('Read from a USB stick…', back, 'Open')
    door.told('%d change of this laptop has arrived on the server.',
              '%d changes of this laptop have arrived on the server.', own)
    door.state(door._('Everything is on the server'))
    door.shot('arrived')
    door.close()


def main():
    pathlib.Path(OPTIONS.out).mkdir(parents=True, exist_ok=True)
    os.environ['LC_ALL'] = 'C.UTF-8'
    with w.World() as world:
        server = world.server()
        there, back = world.folder / 'there.evbundle', world.folder / 'back.evbundle'
        with Seat(world, 'door', server.invite('facilitator', w.TEAM)) as door, \
                Seat(world, 'office', server.invite('coordinator')) as office:
            server.stop()
            door.cli('add', 'event', 'title=Forum', 'type=training')
            own = write(door, there)
            read_and_pass_on(server, office, there, own, back)
            take_receipt(door, back, own)


main()
