#!/usr/bin/python3
"""The window over a disk that is full, and over one that cannot be written to.

SPDX-License-Identifier: GPL-3.0-or-later

    disk.py --build BUILD --out DIR

To be run under tests/support/xrun.sh, own-mounts.sh and dbus-run-session: the disk is a small file
system of its own, really full and really read-only.
"""

import argparse
import datetime
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
from stage import Stage  # noqa: E402

SIZE = '6m'
FULL = 'There is not enough storage space. Nothing was saved; make room and try again.'


class Disk:
    """The file system that the register lies on."""

    def __init__(self, folder):
        self.folder = folder
        self.ballast = folder / 'ballast'
        folder.mkdir()
        subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={SIZE}', 'none', folder], check=True)

    def fill(self):
        with open(self.ballast, 'ab', buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass

    def free(self):
        self.ballast.unlink()

    def set_writable(self, writable):
        subprocess.run(['mount', '-o', f'remount,{"rw" if writable else "ro"}', self.folder],
                       check=True)

    def close(self):
        subprocess.run(['umount', '--lazy', self.folder], check=True)


def begin(stage, disk, out):
    """No register can be made where nothing can be written; then it can."""
    disk.set_writable(False)
    app = stage.start()
    app.click('Work alone')
    app.type('Name of the project', 'Forum')
    app.click('Begin')
    app.says('The folder of the register cannot be written to. Nothing was saved; let the program')
    app.shot(out / 'disk-1-no-folder.png')
    assert not list(disk.folder.iterdir())
    disk.set_writable(True)
    app.click('Work alone')
    assert app.text('Name of the project') == 'Forum'
    app.click('Begin')
    app.type('Your name', 'Vesna')
    app.click('Continue')
    app.find('button', 'Make the first event')
    assert app.quit() == 0


def prepare(stage):
    """An event of one session; two people are known, one of them is there."""
    event = stage.cli('add', 'event', 'title=Training', 'type=training')['id']
    session = stage.cli('add', 'session', f'event={event}', f'date={datetime.date.today()}')['id']
    for given in ('Ana', 'Besa'):
        person = stage.cli('add', 'person', f'given_name={given}', 'family_name=Ilić')['id']
        stage.cli('attend', session, person, '--status', 'registered')
    return event


def tick(app, name):
    return app.find('check', f'Present, {name}, session 1')


def counts(stage):
    people, marks = stage.cli('list', 'person'), stage.cli('list', 'attendance')
    return len(people), [mark['status'] for mark in marks].count('present')


def fill_in(app):
    app.type('Name of who arrives', 'Jovana Stanković')
    app.click('New participant “Jovana Stanković”')
    app.wait(lambda: app.text('Surname') == 'Stanković', 'the name in the form')
    app.click('Female', 'toggle')
    app.type('Year of birth', '1991')
    app.type('Phone', '044 123 456')


def is_filled_in(app):
    return [app.text(name) for name in ('First name', 'Surname', 'Year of birth', 'Phone')] == [
        'Jovana', 'Stanković', '1991', '044 123 456']


def full(stage, disk, out, event):
    """What did not fit is said so, is not half there, and is saved once there is room."""
    app = stage.start()
    stage.sit('Vesna')
    stage.show(f'checkin/{event}')
    app.says('Present: 0 of')
    fill_in(app)
    disk.fill()
    app.click('Save and check in')
    app.says(FULL)
    app.shot(out / 'disk-2-full.png')
    assert is_filled_in(app)
    app.act(tick(app, 'Ana Ilić'))
    app.says(FULL)
    app.wait(lambda: not app.is_checked(tick(app, 'Ana Ilić')), 'no tick')
    app.says('Present: 0 of')
    app.shot(out / 'disk-3-tick.png')
    disk.free()
    app.click('Save and check in')
    app.says('Present: 1 of')
    app.act(tick(app, 'Ana Ilić'))
    app.says('Present: 2 of')
    assert app.is_checked(tick(app, 'Ana Ilić'))
    assert app.quit() == 0
    assert counts(stage) == (3, 2), counts(stage)


def killed_while_full(stage, disk, event):
    """Nothing of it comes up later either."""
    app = stage.start()
    stage.sit('Vesna')
    stage.show(f'checkin/{event}')
    app.says('Present: 2 of')
    disk.fill()
    app.act(tick(app, 'Besa Ilić'))
    app.says(FULL)
    app.kill()
    disk.free()
    assert counts(stage) == (3, 2), counts(stage)
    assert stage.cli('check')['ok']


def opened(stage, disk, out, event):
    """At start: told why, and opened as soon as there is room or the disk can be written to."""
    for name, title, spoil, mend in (
            ('full', 'The disk is full', disk.fill, disk.free),
            ('read-only', 'The register cannot be written', lambda: disk.set_writable(False),
             lambda: disk.set_writable(True))):
        spoil()
        app = stage.start()
        app.says(title)
        app.shot(out / f'disk-4-{name}.png')
        mend()
        app.click('Try again')
        stage.sit('Vesna')
        stage.show(f'checkin/{event}')
        app.says('Present: 2 of')
        assert app.quit() == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', required=True, type=pathlib.Path)
    parser.add_argument('--out', required=True, type=pathlib.Path)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix='evidenca-disk-') as folder:
        disk = Disk(pathlib.Path(folder) / 'data')
        try:
            with Stage(options.build, folder) as stage:
                begin(stage, disk, options.out)
                event = prepare(stage)
                full(stage, disk, options.out, event)
                killed_while_full(stage, disk, event)
                opened(stage, disk, options.out, event)
        finally:
            disk.close()


main()
